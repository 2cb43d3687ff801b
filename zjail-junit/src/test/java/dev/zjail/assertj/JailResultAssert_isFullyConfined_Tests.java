package dev.zjail.assertj;

import static dev.zjail.assertj.Failing.failureOf;
import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Layer;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.SampleRuns;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JailResultAssert_isFullyConfined_Tests {

    @Test
    void should_pass_if_every_layer_was_in_force() {
        JailResultAssert assertion = assertThat(SampleRuns.uncertain(SampleRuns.greeting()));
        assertThat(assertion.isFullyConfined()).isSameAs(assertion);
    }

    @Test
    void should_fail_and_name_the_layer_that_was_not() {
        for (Layer layer : Layer.values()) {
            JailResult run = SampleRuns.without(Set.of(layer));
            assertThat(failureOf(() -> assertThat(run).isFullyConfined()))
                    .hasMessage("\nExpected: every layer in force\nActual: " + run.describe())
                    .hasMessageContaining("\nnot in force: " + layer.id() + ": " + layer.id() + " was not seen\n");
        }
    }

    @Test
    void should_fail_if_there_is_no_run() {
        assertThat(failureOf(() -> new JailResultAssert(nothing()).isFullyConfined()))
                .hasMessageContaining("Expecting actual not to be null");
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what a user's code without null checks may pass
    private static JailResult nothing() {
        return null;
    }
}
