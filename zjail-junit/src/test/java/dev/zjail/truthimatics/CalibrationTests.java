package dev.zjail.truthimatics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.NondeterminismSource;
import dev.zjail.engine.Termination;
import dev.zjail.truthimatics.CalibrationResult.Caught;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CalibrationTests {
    @Test
    void aDeterministicProgramGoesThroughTheWholePlan() {
        ProgramEngine engine = ProgramEngine.deterministic(NondeterminismSource.CLOCK);

        CalibrationResult result = measure(engine, true);

        assertThat(result)
                .isEqualTo(new CalibrationResult(
                        "p",
                        "c",
                        true,
                        Optional.empty(),
                        Set.of(NondeterminismSource.CLOCK),
                        Optional.of(true),
                        Optional.empty()));
        assertThat(engine.conditions()).as("the first, a contrast, the plan").hasSize(15);
    }

    @Test
    void aDependenceNeedsItsAxis() {
        assertThat(measure(ProgramEngine.printing(conditions -> conditions.hostName()), false)
                        .caught())
                .contains(new Caught(3, Set.of(Axis.HOST_NAME)));
    }

    @Test
    void chanceNeedsNoAxis() {
        assertThat(measure(ProgramEngine.random(), false).caught()).contains(new Caught(1, Set.of()));
    }

    @Test
    void whatCouldNotBeAttributedNeedsAllThatWasVaried() {
        ProgramEngine engine = ProgramEngine.of(
                (spec, conditions, before) -> ProgramEngine.wrote(spec, before == 3 ? "other" : "same"));

        assertThat(measure(engine, false).caught())
                .contains(new Caught(2, Set.of(Axis.ADDRESS_LAYOUT, Axis.ENVIRONMENT_SIZE, Axis.TIME_ZONE)));
    }

    @Test
    void whatDiffersWithAnAxisAloneNeedsItEvenIfItMayBeChance() {
        ProgramEngine engine = ProgramEngine.of(
                (spec, conditions, before) -> ProgramEngine.wrote(spec, before == 3 || before > 4 ? "other" : "same"));

        assertThat(measure(engine, false).caught()).contains(new Caught(2, Set.of(Axis.ADDRESS_LAYOUT)));
        assertThat(engine.conditions())
                .as("the first, a contrast, three steps, one axis")
                .hasSize(6);
    }

    @Test
    void aRuleThatAReplayBreaksTellsItApart() {
        ProgramEngine engine = ProgramEngine.of((spec, conditions, before) -> ProgramEngine.ended(
                spec,
                conditions.hostName().equals("jail")
                        ? new Termination.Exited(0)
                        : new Termination.Signaled("SIGSEGV", 11, false),
                ""));

        assertThat(measure(engine, false).caught()).map(Caught::step).contains(3);
    }

    @Test
    void aProgramThatIsRejectedIsNotCalibratedWith() {
        ProgramEngine engine = ProgramEngine.of(
                (spec, conditions, before) -> ProgramEngine.ended(spec, new Termination.Exited(1), ""));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> measure(engine, true))
                .withMessage(
                        "the program p of the corpus must break no rule, but: the program exited with status 1, and"
                                + " the test declares only 0");
    }

    private static CalibrationResult measure(ProgramEngine engine, boolean deterministic) {
        return Calibration.measure(
                engine,
                "p",
                "c",
                deterministic,
                ProgramEngine.SPEC,
                Set.of(0),
                List.of(ProgramEngine.SPEC.withStdin(Bytes.utf8("other"))));
    }
}
