package dev.zjail.assertj;

import static dev.zjail.assertj.Failing.failureOf;
import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Termination.Exited;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.SampleRuns;
import dev.zjail.truthimatics.Verdict;
import org.junit.jupiter.api.Test;

class JailResultAssert_hasVerdict_Tests {

    private final JailResult run = SampleRuns.uncertain(SampleRuns.greeting());

    @Test
    void should_pass_if_the_verdict_is_that() {
        JailResultAssert assertion = assertThat(run);
        assertThat(assertion.hasVerdict(Verdict.UNCERTAIN)).isSameAs(assertion);
        assertThat(SampleRuns.ended(new Exited(3))).hasVerdict(Verdict.REJECT);
    }

    @Test
    void should_fail_and_show_the_evidence_if_it_is_another() {
        assertThat(failureOf(() -> assertThat(run).hasVerdict(Verdict.DETERMINISTIC)))
                .hasMessage("\nExpected: verdict DETERMINISTIC\nActual: " + run.describe())
                .hasMessageContaining(run.assessment().describe());
    }

    @Test
    void should_fail_if_there_is_no_run() {
        assertThat(failureOf(() -> new JailResultAssert(nothing()).hasVerdict(Verdict.REJECT)))
                .hasMessageContaining("Expecting actual not to be null");
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what a user's code without null checks may pass
    private static JailResult nothing() {
        return null;
    }
}
