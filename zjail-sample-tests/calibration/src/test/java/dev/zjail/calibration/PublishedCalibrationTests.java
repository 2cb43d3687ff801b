package dev.zjail.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.calibration.corpus.Corpus;
import dev.zjail.calibration.corpus.CorpusProgram;
import dev.zjail.calibration.corpus.Nature;
import dev.zjail.truthimatics.Calibration;
import dev.zjail.truthimatics.CalibrationResult;
import dev.zjail.truthimatics.Verdict;
import dev.zjail.truthimatics.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Holds together what a calibration wrote and what is published of it. */
@DisplayName("The calibration that is published")
class PublishedCalibrationTests {
    private static final Path JUDGEMENTS = Path.of("src/test/resources/dev/zjail/calibration/judgements.jsonl");
    private static final Path PAGE = Path.of("../../docs/calibration.md");

    private final Weights weights = Weights.shipped();
    private final Evaluation evaluation = new Evaluation(JudgementsJson.read(JUDGEMENTS));

    @Test
    void makesTheShippedWeightsByteForByte() throws IOException {
        Weights again = Calibration.fit(weights.provenance(), weights.programs());

        assertThat(again.toJson()).isEqualTo(shippedText());
        assertThat(again.digest()).isEqualTo(weights.digest());
    }

    @Test
    void wasMadeOfThisCorpus() {
        assertThat(weights.provenance().corpus())
                .as("digest of the corpus; measure it again: " + CalibrationCommand.COMMAND)
                .isEqualTo(Corpus.digest());
        assertThat(weights.provenance().command()).isEqualTo(CalibrationCommand.COMMAND);
    }

    @Test
    void coversTheWholeCorpus() {
        assertThat(evaluation.judgements())
                .extracting(Judgement::program)
                .containsExactlyElementsOf(ids(Set.of(Nature.values())));
        assertThat(weights.programs())
                .extracting(CalibrationResult::program)
                .containsExactlyElementsOf(ids(Set.of(Nature.DETERMINISTIC, Nature.NONDETERMINISTIC)));
    }

    @Test
    void hasOfEachProgramTheNatureAndTheClassOfTheCorpus() {
        assertThat(evaluation.judgements()).allSatisfy(judgement -> {
            CorpusProgram program = Corpus.program(judgement.program());
            assertThat(judgement.nature()).as(judgement.program()).isEqualTo(program.nature());
            assertThat(judgement.programClass()).as(judgement.program()).isEqualTo(program.programClass());
        });
        assertThat(weights.programs()).allSatisfy(result -> {
            CorpusProgram program = Corpus.program(result.program());
            assertThat(result.deterministic()).as(result.program()).isEqualTo(program.nature() == Nature.DETERMINISTIC);
            assertThat(result.programClass()).as(result.program()).isEqualTo(program.programClass());
        });
    }

    /** The machine that measured may have lacked an instruction that a program needs. */
    private List<String> ids(Set<Nature> natures) {
        Set<String> judged =
                evaluation.judgements().stream().map(Judgement::program).collect(Collectors.toSet());
        return Corpus.programs().stream()
                .filter(program -> natures.contains(program.nature()))
                .filter(program -> judged.contains(program.id()) || !program.needsInstruction())
                .map(CorpusProgram::id)
                .toList();
    }

    @Test
    void isWhatThePageSays() throws IOException {
        assertThat(Files.readString(PAGE)).contains(new EvaluationReport(evaluation, Corpus.rare()).markdown());
    }

    /** Of the goals, those that are met; the page says which are not, and why. */
    @Test
    void meetsTheGoalsThatItMet() {
        assertThat(evaluation.share(Nature.DETERMINISTIC, Verdict.UNCERTAIN)).isLessThanOrEqualTo(0.15);
        assertThat(evaluation.wrong(Nature.HOSTILE, Verdict.REJECT)).isEmpty();
        assertThat(evaluation.wrong(Nature.VACUOUS, Verdict.UNCERTAIN)).isEmpty();
    }

    private static String shippedText() throws IOException {
        try (InputStream resource = Weights.class.getResourceAsStream("weights.json")) {
            assertThat(resource).isNotNull();
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
