package dev.zjail.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.LimitKind;
import dev.zjail.engine.RunInterruptedException;
import dev.zjail.engine.Termination.LimitExceeded;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the Javadoc of {@code @Jailed} says of JUnit's {@code @Timeout}, with real runs. */
@DisplayName("JUnit's @Timeout")
class TimeoutTests {
    @TempDir
    Path reports;

    private JailTestKit.Results execute(Class<?> fixture) {
        return JailTestKit.reportingTo(reports).execute(fixture);
    }

    @Test
    @DisplayName("does not count the annotated run, which its limits end")
    void annotatedRun() {
        assertThat(execute(AnnotatedRunTestCases.class).succeeded(1).runs())
                .singleElement()
                .satisfies(run -> assertThat(run.termination()).startsWith("ended by the CPU limit of 2 s"));
    }

    @Test
    @DisplayName("counts the runs of a Jail, and ends them")
    void runsOfAJail() {
        JailTestKit.Results results = execute(RunsOfAJailTestCases.class);
        assertThat(results.onlyFailure())
                .isInstanceOf(TimeoutException.class)
                .hasMessage("runsForEver(dev.zjail.junit.Jail) timed out after 1 second")
                .satisfies(failure ->
                        assertThat(failure.getSuppressed()).hasAtLeastOneElementOfType(RunInterruptedException.class));
        assertThat(results.runs()).isEmpty();
    }

    @Jailed(
            value = "/bin/dash",
            args = {"-c", "while :; do :; done"})
    static class AnnotatedRunTestCases {
        @Test
        @Timeout(1)
        @Jailed(limits = @Limits(cpu = "2s", wall = "1m"))
        void lastsTwoSeconds(JailResult run) {
            assertThat(run.termination()).isInstanceOfSatisfying(LimitExceeded.class, ending -> {
                assertThat(ending.kind()).isEqualTo(LimitKind.CPU);
            });
        }
    }

    @Jailed(
            value = "/bin/dash",
            args = {"-c", "while :; do :; done"},
            limits = @Limits(cpu = "1m", wall = "2m"))
    static class RunsOfAJailTestCases {
        @Test
        @Timeout(1)
        void runsForEver(Jail jail) {
            jail.run();
        }
    }
}
