package dev.zjail.assertj;

import static dev.zjail.assertj.Failing.failureOf;
import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.junit.JailResult;
import dev.zjail.junit.SampleRuns;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class JailResultAssert_hasFingerprint_Tests {

    private final JailResult run = SampleRuns.uncertain(SampleRuns.greeting());

    @Test
    void should_pass_if_that_content_ran() {
        JailResultAssert assertion = assertThat(run);
        assertThat(assertion.hasFingerprint(SampleRuns.FINGERPRINT)).isSameAs(assertion);
        assertThat(assertion.hasFingerprint(SampleRuns.FINGERPRINT.toUpperCase(Locale.ROOT)))
                .isSameAs(assertion);
    }

    @Test
    void should_fail_if_other_content_ran() {
        String other = "f".repeat(64);
        assertThat(failureOf(() -> assertThat(run).hasFingerprint(other)))
                .hasMessage("\nExpected: fingerprint " + other + "\nFound: " + SampleRuns.FINGERPRINT + "\nActual: "
                        + run.describe());
    }

    @Test
    void should_fail_if_only_the_beginning_is_the_same() {
        assertThat(failureOf(() -> assertThat(run).hasFingerprint("0123456789abcdef")))
                .hasMessageStartingWith("\nExpected: fingerprint 0123456789abcdef\nFound: " + SampleRuns.FINGERPRINT);
    }

    @Test
    void should_fail_if_there_is_no_run() {
        assertThat(failureOf(() -> new JailResultAssert(nothing()).hasFingerprint("")))
                .hasMessageContaining("Expecting actual not to be null");
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what a user's code without null checks may pass
    private static JailResult nothing() {
        return null;
    }
}
