package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Layer;
import dev.zjail.junit.Jail;
import dev.zjail.junit.JailObservation;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import dev.zjail.truthimatics.Verdict;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How to find out what a program needs beyond its policy. */
@DisplayName("Observing a program that its policy kills")
@Jailed("target/native/tracer")
class ObservationTests {
    // snippet: observe
    @Test
    void listsWhatToAllowAndThenItRuns(Jail jail) {
        assertThat(jail.run()).wasKilledBySyscall("ptrace");

        JailObservation observation = jail.observe();

        assertThat(observation.asAnnotation())
                .isEqualTo("@Jailed(value = \"target/native/tracer\", allow = \"ptrace\")");
        JailResult allowed = jail.withAllow("ptrace").run();
        assertThat(allowed).exitedWith(0).isFullyConfined();
    }
    // end: observe

    @Test
    void neverHasAGoodVerdict(Jail jail) {
        JailResult observed = jail.observe().result();

        assertThat(observed).exitedWith(0).hasVerdict(Verdict.REJECT);
        assertThat(observed.confinement().layer(Layer.SECCOMP).inForce()).isFalse();
    }
}
