package dev.zjail.assertj;

import static dev.zjail.assertj.Failing.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.LimitKind;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.SampleRuns;
import dev.zjail.truthimatics.Verdict;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.SoftAssertionsProvider;
import org.assertj.core.api.junit.jupiter.SoftAssertionsExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SoftAssertionsExtension.class)
class ZjailSoftAssertionsTests {
    private final JailResult run = SampleRuns.ended(new Exited(3));

    @Test
    void collects_every_failure() {
        ZjailSoftAssertions softly = new ZjailSoftAssertions();

        softly.assertThat(run)
                .exitedWith(0)
                .wasKilledBySyscall("ptrace")
                .wasKilledBySyscall("ptrace", 0)
                .wasSignaledBy("SIGSEGV")
                .exceeded(LimitKind.CPU)
                .hasStdout("")
                .hasStderr("x")
                .hasVerdict(Verdict.DETERMINISTIC)
                .hasFingerprint("0");

        assertThat(softly.errorsCollected()).hasSize(9).first().asString().contains("Expected: exited with status 0");
    }

    @Test
    void collects_failures_behind_navigation() {
        ZjailSoftAssertions softly = new ZjailSoftAssertions();

        softly.assertThat(run).stdout().isEmpty();
        softly.assertThat(run).stderr().contains("x").contains("y");
        softly.assertThat(run).termination().isEqualTo(new Exited(0));
        softly.assertThat(run).usage().hasCpuBelow(Duration.ZERO).hasMaxResidentBelow(0);
        softly.assertThat(run).assessment().hasEvidence("none").hasVerdict(Verdict.DETERMINISTIC);

        assertThat(softly.errorsCollected())
                .hasSize(8)
                .allSatisfy(failure ->
                        assertThat(failure).hasMessageContaining(" of greeter exited with status 3; audit: "));
    }

    @Test
    void escapes_text_behind_navigation() {
        ZjailSoftAssertions softly = new ZjailSoftAssertions();

        softly.assertThat(SampleRuns.wrote(SampleRuns.kept("\u001b"), SampleRuns.kept("")))
                .stdout()
                .isEmpty();

        assertThat(softly.errorsCollected())
                .singleElement()
                .asString()
                .contains("\\x1b")
                .doesNotContain("\u001b");
    }

    @Test
    void leaves_format_specifiers_of_the_program_alone() {
        JailResult formats = SampleRuns.wrote(SampleRuns.kept("%s %n %d"), SampleRuns.kept(""));
        assertThat(failureOf(() -> SoftAssertionsProvider.assertSoftly(
                        ZjailSoftAssertions.class,
                        softly -> softly.assertThat(formats).exitedWith(1).hasStdout("x"))))
                .hasMessageContaining("  | %s %n %d\n");
    }

    @Test
    void reports_nothing_when_nothing_failed() {
        SoftAssertionsProvider.assertSoftly(
                ZjailSoftAssertions.class, softly -> softly.assertThat(run).exitedWith(3));
    }

    @Test
    void reports_all_at_the_end() {
        assertThat(failureOf(() -> SoftAssertionsProvider.assertSoftly(ZjailSoftAssertions.class, softly -> {
                    softly.assertThat(run).exitedWith(0);
                    softly.assertThat(run).hasStdout("");
                })))
                .hasMessageContaining("Multiple Failures (2 failures)");
    }

    @Test
    void can_be_mixed_into_those_of_a_project() {
        ProjectAssertions softly = new ProjectAssertions();

        softly.assertThat(run).exitedWith(0);
        softly.assertThat(List.of(run)).isEmpty();

        assertThat(softly.errorsCollected()).hasSize(2);
    }

    static class ProjectAssertions extends SoftAssertions implements ZjailSoftAssertionsProvider {}

    @Test
    void can_be_a_parameter(ZjailSoftAssertions softly) {
        softly.assertThat(run).exitedWith(3);
    }
}
