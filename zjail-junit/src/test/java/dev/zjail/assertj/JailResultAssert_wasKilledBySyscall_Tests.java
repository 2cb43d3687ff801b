package dev.zjail.assertj;

import static dev.zjail.assertj.Failing.failureOf;
import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.Signaled;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.SampleRuns;
import org.junit.jupiter.api.Test;

class JailResultAssert_wasKilledBySyscall_Tests {

    private final JailResult run = SampleRuns.ended(SampleRuns.SOCKET_DENIED);

    @Test
    void should_pass_if_that_call_was_denied() {
        JailResultAssert assertion = assertThat(run);
        assertThat(assertion.wasKilledBySyscall("socket")).isSameAs(assertion);
    }

    @Test
    void should_pass_if_that_call_was_denied_with_those_leading_arguments() {
        JailResultAssert assertion = assertThat(run);
        assertThat(assertion.wasKilledBySyscall("socket", 2)).isSameAs(assertion);
        assertThat(assertion.wasKilledBySyscall("socket", 2, 1, 0, 0, 0, 0)).isSameAs(assertion);
    }

    @Test
    void should_fail_if_another_call_was_denied() {
        assertThat(failureOf(() -> assertThat(run).wasKilledBySyscall("ptrace")))
                .hasMessage("\nExpected: killed by the seccomp filter in syscall ptrace\nActual: " + run.describe());
    }

    @Test
    void should_fail_if_that_call_was_denied_with_other_arguments() {
        assertThat(failureOf(() -> assertThat(run).wasKilledBySyscall("socket", 2, 3)))
                .hasMessage("\nExpected: killed by the seccomp filter in syscall socket(0x2, 0x3, …)\nActual: "
                        + run.describe());
    }

    @Test
    void should_fail_if_the_program_exited() {
        assertThat(failureOf(() -> assertThat(SampleRuns.ended(new Exited(159))).wasKilledBySyscall("socket")))
                .hasMessageStartingWith(
                        "\nExpected: killed by the seccomp filter in syscall socket\nActual: greeter exited"
                                + " with status 159\n");
    }

    @Test
    void should_fail_if_the_program_sent_the_signal_itself() {
        JailResult imitation = SampleRuns.ended(new Signaled("SIGSYS", 31, false));
        assertThat(failureOf(() -> assertThat(imitation).wasKilledBySyscall("socket")))
                .hasMessageStartingWith(
                        "\nExpected: killed by the seccomp filter in syscall socket\nActual: greeter killed by"
                                + " signal SIGSYS (31)\n");
    }

    @Test
    void should_refuse_more_arguments_than_a_call_can_have() {
        assertThat(catchThrowable(() -> assertThat(run).wasKilledBySyscall("socket", 1, 2, 3, 4, 5, 6, 7)))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("a system call has at most six arguments, but 7 were given");
    }

    @Test
    void should_fail_if_there_is_no_run() {
        assertThat(failureOf(() -> new JailResultAssert(nothing()).wasKilledBySyscall("socket")))
                .hasMessageContaining("Expecting actual not to be null");
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what a user's code without null checks may pass
    private static JailResult nothing() {
        return null;
    }
}
