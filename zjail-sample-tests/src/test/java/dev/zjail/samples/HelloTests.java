package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.doctor.Diagnosis;
import dev.zjail.engine.doctor.Doctor;
import dev.zjail.engine.doctor.ProbeStatus;
import dev.zjail.junit.Jail;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The smallest program, in each way it can be linked, and what it can tell the world. */
@DisplayName("A program that says hello")
class HelloTests {
    @Test
    @Jailed("target/native/hello")
    void runsStaticallyLinked(JailResult run) {
        assertThat(run).exitedWith(0).hasStdout("hello\n").hasStderr("").isFullyConfined();
    }

    @Test
    @Jailed("target/native/hello-dynamic")
    void runsDynamicallyLinked(JailResult run) {
        assertThat(run).exitedWith(0).hasStdout("hello\n").hasStderr("").isFullyConfined();
    }

    @Test
    @Jailed("target/native/greeter-dynamic")
    void runsWithTheStdioOfADynamicLibc(JailResult run) {
        assertThat(run).exitedWith(0).hasStdout("hello\n").hasStderr("");
    }

    @Test
    @Jailed(value = "target/native/hello-freestanding", policy = "strict")
    void runsWithoutALibcUnderTheStrictPolicy(JailResult run) {
        assertThat(run).exitedWith(0).hasStdout("hello\n").hasStderr("").isFullyConfined();
    }

    /** 137 is what a shell makes of SIGKILL, 159 of SIGSYS; here an exit status is an exit status. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 104, 127, 137, 159, 255})
    @Jailed("target/native/exit_with")
    void exitsWithTheStatusItChose(int status, Jail jail) {
        assertThat(jail.run(Integer.toString(status))).exitedWith(status);
    }

    // snippet: host-can-jail
    @Test
    void hostCanJail() {
        Diagnosis diagnosis = Doctor.examine();
        assertThat(diagnosis.outcome()).as(diagnosis::text).isNotEqualTo(ProbeStatus.FAIL);
    }
    // end: host-can-jail
}
