package dev.zjail.truthimatics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.zjail.engine.NondeterminismSource;
import dev.zjail.internal.Blake2b256;
import dev.zjail.truthimatics.CalibrationResult.Caught;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsTests {
    private static final Weights WEIGHTS = SampleWeights.weights();

    @Test
    void aReplayWeighsWhatItTellsApartThatEarlierOnesDidNot() {
        List<Evidence> rows = WEIGHTS.weigh(matching(1, 2));

        assertThat(rows).extracting(Evidence::id).containsExactly("replay.1", "replay.2");
        assertThat(rows.get(0).log10LikelihoodRatio()).isEqualTo(Math.log10(100.5 / 60.5));
        assertThat(rows.get(1).log10LikelihoodRatio()).isEqualTo(Math.log10(60.5 / 50.5));
    }

    @Test
    void aReplayThatTellsNothingMoreApartWeighsNothing() {
        assertThat(WEIGHTS.weigh(matching(1, 2, 3, 4, 5, 6, 7)).get(6).log10LikelihoodRatio())
                .isZero();
    }

    /** Whoever may write the reports directory may write a past; docs/truthimatics.md says what that can do. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anEarlierBuildThatAgreesAddsLittleWithTheShippedWeights(int replays) {
        Weights shipped = Weights.shipped();
        Findings findings =
                matching(IntStream.rangeClosed(1, replays).toArray()).withSources(Set.of());

        double added = shipped.score(findings.withPast(Findings.Agreement.SAME)) - shipped.score(findings);

        assertThat(added).isNotNegative().isLessThan(0.3);
    }

    @Test
    void anAxisThatCouldNotBeVariedIsNotCredited() {
        Findings findings = Findings.NONE
                .withUnused(Map.of(Axis.CPU_COUNT, new UnusedAxis(Axis.CPU_COUNT, false, "there is one CPU only")))
                .withMatch(3, varied(Axis.HOST_NAME, Axis.MALLOC_FILL));

        assertThat(WEIGHTS.score(findings)).isZero();
        assertThat(WEIGHTS.score(matching(3))).isEqualTo(Math.log10(100.5 / 90.5));
    }

    @Test
    void whatDependsOnADeclaredInputIsNotNondeterministicThere() {
        Findings findings = Findings.NONE
                .withUnused(Map.of(Axis.TIME_ZONE, new UnusedAxis(Axis.TIME_ZONE, true, "the test declares TZ")))
                .withMatch(1, varied());

        assertThat(WEIGHTS.score(findings)).isEqualTo(Math.log10(90.5 / 50.5));
    }

    @Test
    void aSourceWeighsWhatTheProgramsThatAgreedSoFarSay() {
        assertThat(sources(matching(1, 2, 3, 4, 5, 6).withSources(Set.of())))
                .isCloseTo(Math.log10((90.5 / 101) / (0.5 / 21)), within(1e-12));
        assertThat(sources(matching(1, 2, 3, 4, 5, 6).withSources(Set.of(NondeterminismSource.PROC_FILES))))
                .isCloseTo(Math.log10((10.5 / 101) / (20.5 / 21)), within(1e-12));
    }

    @Test
    void ofSeveralSourcesTheOneThatSpeaksLeastForDeterminismCounts() {
        Findings findings = matching(1, 2, 3, 4, 5, 6);

        assertThat(sources(findings.withSources(
                        Set.of(), Set.of(NondeterminismSource.PROC_FILES, NondeterminismSource.CLOCK))))
                .isEqualTo(Math.min(
                        sources(findings.withSources(Set.of(), Set.of(NondeterminismSource.PROC_FILES))),
                        sources(findings.withSources(Set.of(), Set.of(NondeterminismSource.CLOCK)))));
    }

    @Test
    void aSourceThatReplaysVaryIsAsGoodAsNone() {
        Findings findings = matching(1, 2, 3, 4, 5, 6);

        assertThat(sources(findings.withSources(Set.of(
                        NondeterminismSource.PROCESS_ID, NondeterminismSource.CPU, NondeterminismSource.HOST_NAME))))
                .isEqualTo(sources(findings.withSources(Set.of())));
        assertThat(WEIGHTS.weigh(findings.withSources(Set.of(NondeterminismSource.PROCESS_ID))))
                .last()
                .extracting(Evidence::sentence)
                .asString()
                .startsWith("the watched run drew from nothing but its inputs and process ids, which replays vary");
    }

    @Test
    void aTimeStampCounterThatNobodyCouldWatchIsNamedAndHeldAgainstNobody() {
        Findings findings = matching(1, 2, 3, 4, 5);
        Set<NondeterminismSource> counter = Set.of(NondeterminismSource.TIME_STAMP_COUNTER);

        assertThat(sources(findings.withSources(Set.of(), counter))).isEqualTo(sources(findings.withSources(Set.of())));
        assertThat(WEIGHTS.weigh(findings.withSources(Set.of(NondeterminismSource.PROCESS_ID), counter)))
                .last()
                .extracting(Evidence::sentence)
                .asString()
                .startsWith(
                        "the watched run drew from nothing but its inputs and process ids, which replays vary (this host"
                                + " does not show whether it read the time stamp counter, which every run finds changed): so did");
    }

    @Test
    void otherInputsThatChangeItWeighWhatTheyTellApartThatEarlierReplaysDidNot() {
        Findings findings = matching(1, 2, 3, 4, 5, 6);

        assertThat(WEIGHTS.score(Findings.NONE.withContrast(true))).isEqualTo(Math.log10(100.5 / 45.5));
        assertThat(WEIGHTS.score(findings.withContrast(true)) - WEIGHTS.score(findings))
                .isCloseTo(Math.log10(20.5 / 5.5), within(1e-12));
        assertThat(WEIGHTS.weigh(findings.withContrast(true)))
                .last()
                .extracting(Evidence::sentence)
                .isEqualTo("1 of 1 other inputs changed what it does: that tells apart 15 of 20 nondeterministic"
                        + " programs of the corpus that agreed before");
        assertThat(WEIGHTS.score(Findings.NONE.withContrast(false))).isZero();
    }

    @Test
    void otherInputsThatChangeWhatEveryProgramDoesOrWereNotTriedWeighNothing() {
        assertThat(contrastsChange(Optional.of(true))).isZero();
        assertThat(contrastsChange(Optional.empty())).isZero();
    }

    /** What another input that changes the outcome weighs in a corpus that shows this of each program. */
    private static double contrastsChange(Optional<Boolean> shown) {
        List<CalibrationResult> programs =
                WEIGHTS.programs().stream().map(program -> with(program, shown)).toList();
        return Calibration.fit(WEIGHTS.provenance(), programs).score(Findings.NONE.withContrast(true));
    }

    @Test
    void anEarlierBuildThatAgreesWeighsWhatItTellsApart() {
        List<CalibrationResult> programs = WEIGHTS.programs().stream()
                .map(program -> program.withPastAgreed(!program.programClass().equals("draw")))
                .toList();
        Weights weights = Calibration.fit(WEIGHTS.provenance(), programs);
        Findings findings = matching(1, 2, 3, 4, 5, 6);

        assertThat(weights.score(findings.withPast(Findings.Agreement.SAME)) - weights.score(findings))
                .isCloseTo(Math.log10(20.5 / 0.5), within(1e-12));
        assertThat(weights.score(findings.withPast(Findings.Agreement.OTHER_PROGRAM)))
                .isEqualTo(weights.score(findings));
    }

    @Test
    void falseAlarmsOfThePlanAreChargedOnce() {
        List<CalibrationResult> programs = new ArrayList<>(WEIGHTS.programs());
        programs.set(0, alarm(programs.get(0)));
        Weights weights = Calibration.fit(WEIGHTS.provenance(), programs);

        assertThat(WEIGHTS.score(matching(1, 2)) - weights.score(matching(1, 2)))
                .isCloseTo(Math.log10(100.5 / 99.5), within(1e-12));
    }

    @Test
    void aClassThatIsLeftOutIsNotThere() {
        Weights without = WEIGHTS.without("random");

        assertThat(without.programs())
                .hasSize(160)
                .noneMatch(program -> program.programClass().equals("random"));
        assertThat(without.digest()).isNotEqualTo(WEIGHTS.digest());
        assertThat(without.score(matching(1))).isZero();
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Weights read = Weights.parse(WEIGHTS.toJson(), "weights.json");

        assertThat(read.programs()).isEqualTo(WEIGHTS.programs());
        assertThat(read.provenance()).isEqualTo(WEIGHTS.provenance());
        assertThat(read.digest()).isEqualTo(WEIGHTS.digest());
        assertThat(read.toJson()).isEqualTo(WEIGHTS.toJson());
        assertThat(WEIGHTS.toJson().lines()).hasSizeGreaterThan(200);
    }

    /** It stands in audit trails, so it is what {@code b2sum -l 256} prints of the file. */
    @Test
    void theDigestIsThatOfTheText() {
        Weights none = Weights.of(new Weights.Provenance("0".repeat(64), "made up for a test"), List.of());

        assertThat(none.digest()).isEqualTo(Blake2b256.of(none.toJson()));
    }

    @Test
    void theTableOfTheCorpusCountsWhatIsNotYetToldApart() {
        assertThat(WEIGHTS.describe().lines().toList())
                .startsWith(
                        "step nondeterministic deterministic",
                        "   0              100           100",
                        "   1               60           100",
                        "   2               50           100")
                .hasSize(20);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zjail.weights/v1                          | zjail.weights/v0         | must have the schema zjail.weights/v1, but: it is zjail.weights/v0
            "plan":"8"                                | "plan":"0"               | must be measured with version 8 of the plan of replays, but: it was version 0
            "command"                                 | "comment"                | must have a `command`, but: it is missing
            "deterministic":true                      | "deterministic":1        | must have a `deterministic` of another type, but: it is 1
            "TIME_ZONE"                               | "WEATHER"                | must name known values in `caught_by`, but: there is WEATHER
            "caught_at_step":1                        | "caught_at_step":99      | must name steps of the plan, but: there is 99
            "corpus":"0                               | "corpus":0.5,"x":"0      | must hold texts, whole numbers and truth values only, but: there is VALUE_NUMBER_FLOAT
            """)
    void brokenWeightsAreAnErrorThatSaysWhatIsWrong(String right, String wrong, String message) {
        assertThat(WEIGHTS.toJson()).contains(right);
        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> Weights.parse(WEIGHTS.toJson().replace(right, wrong), "weights.json"))
                .withMessage("the weights in weights.json " + message
                        + ". Remedy: make them again with the calibration command.");
    }

    @ParameterizedTest
    @CsvSource({"'',", "[],", "{,", "{} {},"})
    void whatIsNoJsonObjectIsAnError(String text) {
        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> Weights.parse(text, "weights.json"))
                .withMessageStartingWith("the weights in weights.json must ");
    }

    @Test
    void missingWeightsAreAnErrorThatSaysSo() {
        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> Weights.fromResource("no-weights.json"))
                .withMessage(
                        "the weights in no-weights.json must be beside the classes of dev.zjail.truthimatics, but:"
                                + " there is none. Remedy: use zjail-junit as it was built, or make no replays and no contrasts.");
    }

    private static CalibrationResult with(CalibrationResult program, Optional<Boolean> changed) {
        return new CalibrationResult(
                program.program(),
                program.programClass(),
                program.deterministic(),
                program.caught(),
                program.sources(),
                changed,
                program.pastAgreed());
    }

    private static CalibrationResult alarm(CalibrationResult program) {
        return new CalibrationResult(
                program.program(),
                program.programClass(),
                true,
                Optional.of(new Caught(3, Set.of())),
                program.sources(),
                program.contrastChanged(),
                program.pastAgreed());
    }

    private static double sources(Findings findings) {
        return WEIGHTS.weigh(findings).stream()
                .filter(row -> row.id().equals("sources"))
                .mapToDouble(Evidence::log10LikelihoodRatio)
                .sum();
    }

    /** Steps that agreed, each with all its axes. */
    private static Findings matching(int... steps) {
        Findings findings = Findings.NONE;
        for (int step : steps) {
            findings =
                    findings.withMatch(step, varied(NextReplay.step(step).axes().toArray(new Axis[0])));
        }
        return findings;
    }

    private static SortedMap<Axis, String> varied(Axis... axes) {
        TreeMap<Axis, String> varied = new TreeMap<>();
        Arrays.stream(axes).forEach(axis -> varied.put(axis, axis.phrase()));
        return varied;
    }
}
