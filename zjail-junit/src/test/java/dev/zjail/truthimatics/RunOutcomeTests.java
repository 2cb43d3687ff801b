package dev.zjail.truthimatics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.Termination;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunOutcomeTests {
    private static final RunOutcome ONE = new RunOutcome("exited with status 0", Bytes.utf8("out"), Bytes.utf8("err"));

    @Test
    void endingStandardOutputAndStandardErrorAreCompared() {
        assertThat(ONE.differenceTo(new RunOutcome(ONE.ending(), Bytes.utf8("out"), Bytes.utf8("err"))))
                .isEmpty();
        assertThat(ONE.differenceTo(new RunOutcome("exited with status 1", ONE.stdout(), ONE.stderr())))
                .contains(new Difference(
                        Difference.Part.ENDING,
                        0,
                        "exited with status 0, stderr: \"err\"",
                        "exited with status 1, stderr: \"err\""));
        assertThat(ONE.differenceTo(new RunOutcome(ONE.ending(), Bytes.utf8("out!"), ONE.stderr())))
                .contains(new Difference(Difference.Part.STDOUT, 3, "\"out\"", "\"out!\""));
        assertThat(ONE.differenceTo(new RunOutcome(ONE.ending(), ONE.stdout(), Bytes.utf8("eRr"))))
                .contains(new Difference(Difference.Part.STDERR, 1, "\"err\"", "\"eRr\""));
    }

    @Test
    void whatIsShownOfADifferenceIsBoundedAndEscaped() {
        String before = "x".repeat(1000);
        Difference difference = new RunOutcome(
                        "", Bytes.utf8(before + "\u001b[2K\"\\\n\t" + "y".repeat(1000)), Bytes.EMPTY)
                .differenceTo(new RunOutcome("", Bytes.utf8(before), Bytes.EMPTY))
                .orElseThrow();

        assertThat(difference.offset()).isEqualTo(1000);
        assertThat(difference.first())
                .isEqualTo("… \"" + "x".repeat(16) + "\\x1b[2K\\\"\\\\\\n\\t" + "y".repeat(40) + "\" …");
        assertThat(difference.replay()).isEqualTo("… \"" + "x".repeat(16) + "\"");
    }

    @Test
    void ofAnEndingOnlyWhatIsTheProgramsOwnCounts() {
        Termination denied = new Termination.SyscallDenied("ptrace", 101, "x86_64", List.of(0L), 0x401136, false);
        Termination elsewhere = new Termination.SyscallDenied("ptrace", 101, "x86_64", List.of(7L), 0x7f0000, false);
        assertThat(outcome(denied)).isEqualTo(outcome(elsewhere)).isNotEqualTo(outcome(new Termination.Exited(0)));
        assertThat(outcome(new Termination.LimitExceeded(LimitKind.CPU, 5, 6)))
                .isEqualTo(outcome(new Termination.LimitExceeded(LimitKind.CPU, 5, 7)))
                .isNotEqualTo(outcome(new Termination.LimitExceeded(LimitKind.WALL, 5, 6)));
    }

    private static RunOutcome outcome(Termination end) {
        return RunOutcome.of(ProgramEngine.ended(ProgramEngine.SPEC, end, ""), Set.of());
    }

    @Test
    void theDigestTellsThePartsApart() {
        assertThat(new RunOutcome("", Bytes.utf8("ab"), Bytes.utf8("c")).digest())
                .isNotEqualTo(new RunOutcome("", Bytes.utf8("a"), Bytes.utf8("bc")).digest())
                .isEqualTo(new RunOutcome("", Bytes.utf8("ab"), Bytes.utf8("c")).digest())
                .hasSize(64);
    }

    /** It stands in audit trails and in files of pinned runs: each part behind its length, in 4 bytes. */
    @Test
    void theDigestIsTheSameInEveryVersion() {
        assertThat(new RunOutcome("exited with status 0", Bytes.utf8("hello\n"), Bytes.EMPTY).digest())
                .isEqualTo("e0e69470ed5e09eccd65328eeb9bd0b0626e6921d0f2cee275e1305bde0266f2");
    }
}
