package dev.zjail.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.calibration.corpus.Corpus;
import dev.zjail.calibration.corpus.CorpusProgram;
import dev.zjail.engine.launcher.HostEngine;
import dev.zjail.truthimatics.Calibration;
import dev.zjail.truthimatics.CalibrationResult;
import dev.zjail.truthimatics.CalibrationResult.Caught;
import dev.zjail.truthimatics.Verdict;
import dev.zjail.truthimatics.Weights;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A program of the corpus is judged")
class JudgeTests {
    private static final Weights.Provenance NOWHERE = new Weights.Provenance("0".repeat(64), "made up for a test");

    /**
     * A difference weighs what the other classes say of one: where there is no other, nothing. The program shows 64
     * random bits, so that its one replay differs: it is the same once in 2^64, which is rarer than 1 in 10^9.
     */
    @Test
    @DisplayName("by weights that know nothing of its class")
    void withoutItsClass() {
        CorpusProgram program = Corpus.program("nondeterministic/random/kernel_bytes");
        Weights others = Calibration.fit(NOWHERE, List.of(differing("another")));
        Weights own = Calibration.fit(NOWHERE, List.of(differing(program.programClass())));

        assertThat(judge(others, program)).isEqualTo(Math.log10(0.5) - Math.log10(1.5 / 2));
        assertThat(judge(own, program)).isZero();
    }

    private static double judge(Weights weights, CorpusProgram program) {
        Judgement judgement = new Judge(HostEngine.shared(), weights, 1).judge(program);
        assertThat(judgement.verdict()).isEqualTo(Verdict.UNCERTAIN);
        assertThat(judgement.reasons()).contains("difference");
        return judgement.log10LikelihoodRatio();
    }

    private static CalibrationResult differing(String programClass) {
        return new CalibrationResult(
                "program",
                programClass,
                false,
                Optional.of(new Caught(1, Set.of())),
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }
}
