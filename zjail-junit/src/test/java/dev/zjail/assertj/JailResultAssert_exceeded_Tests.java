package dev.zjail.assertj;

import static dev.zjail.assertj.Failing.failureOf;
import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.LimitKind;
import dev.zjail.engine.Termination.LimitExceeded;
import dev.zjail.engine.Termination.Signaled;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.SampleRuns;
import org.junit.jupiter.api.Test;

class JailResultAssert_exceeded_Tests {

    private final JailResult run = SampleRuns.ended(new LimitExceeded(LimitKind.CPU, 5_000_000_000L, 5_010_000_000L));

    @Test
    void should_pass_if_that_limit_ended_the_program() {
        JailResultAssert assertion = assertThat(run);
        assertThat(assertion.exceeded(LimitKind.CPU)).isSameAs(assertion);
    }

    @Test
    void should_fail_if_another_limit_did() {
        assertThat(failureOf(() -> assertThat(run).exceeded(LimitKind.WALL)))
                .hasMessage("\nExpected: ended by the WALL limit\nActual: " + run.describe());
    }

    @Test
    void should_fail_if_a_signal_did() {
        assertThat(failureOf(() -> assertThat(SampleRuns.ended(new Signaled("SIGXCPU", 24, false)))
                        .exceeded(LimitKind.CPU)))
                .hasMessageStartingWith(
                        "\nExpected: ended by the CPU limit\nActual: greeter killed by signal SIGXCPU (24)\n");
    }

    @Test
    void should_fail_if_there_is_no_run() {
        assertThat(failureOf(() -> new JailResultAssert(nothing()).exceeded(LimitKind.CPU)))
                .hasMessageContaining("Expecting actual not to be null");
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what a user's code without null checks may pass
    private static JailResult nothing() {
        return null;
    }
}
