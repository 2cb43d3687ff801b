package dev.zjail.assertj;

import static dev.zjail.assertj.Failing.failureOf;
import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.Signaled;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.SampleRuns;
import org.junit.jupiter.api.Test;

class JailResultAssert_wasSignaledBy_Tests {

    private final JailResult run = SampleRuns.ended(new Signaled("SIGSEGV", 11, false));

    @Test
    void should_pass_if_the_program_died_by_that_signal() {
        JailResultAssert assertion = assertThat(run);
        assertThat(assertion.wasSignaledBy("SIGSEGV")).isSameAs(assertion);
    }

    @Test
    void should_fail_if_it_died_by_another_signal() {
        assertThat(failureOf(() -> assertThat(run).wasSignaledBy("SIGABRT")))
                .hasMessage("\nExpected: killed by signal SIGABRT\nActual: " + run.describe());
    }

    @Test
    void should_fail_if_the_filter_killed_it() {
        assertThat(failureOf(() ->
                        assertThat(SampleRuns.ended(SampleRuns.SOCKET_DENIED)).wasSignaledBy("SIGSYS")))
                .hasMessageStartingWith(
                        "\nExpected: killed by signal SIGSYS\nActual: greeter killed by the seccomp filter in syscall socket(");
    }

    @Test
    void should_fail_if_it_exited() {
        assertThat(failureOf(() -> assertThat(SampleRuns.ended(new Exited(139))).wasSignaledBy("SIGSEGV")))
                .hasMessageStartingWith(
                        "\nExpected: killed by signal SIGSEGV\nActual: greeter exited with status 139\n");
    }

    @Test
    void should_fail_if_there_is_no_run() {
        assertThat(failureOf(() -> new JailResultAssert(nothing()).wasSignaledBy("SIGSEGV")))
                .hasMessageContaining("Expecting actual not to be null");
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what a user's code without null checks may pass
    private static JailResult nothing() {
        return null;
    }
}
