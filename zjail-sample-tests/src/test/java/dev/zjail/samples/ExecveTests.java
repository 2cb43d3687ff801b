package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;

import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The jail executes one program, once. */
@DisplayName("A program that executes a second one")
@Jailed(value = "target/native/execute_second", args = "/bin/second", files = "target/native/hello -> /bin/second")
class ExecveTests {
    // snippet: second-program
    @Test
    void isKilledInExecve(JailResult run) {
        assertThat(run).hasStdout("about to: execve\n").wasKilledBySyscall("execve");
    }
    // end: second-program

    @Test
    @Jailed(allow = "execve")
    void becomesItOnceExecveIsAllowed(JailResult run) {
        assertThat(run).exitedWith(0).hasStdout("about to: execve\nhello\n");
    }

    @Test
    @Jailed(allow = "execve", args = "/bin/third", exitCodes = 1)
    void findsNoProgramThatWasNotMapped(JailResult run) {
        assertThat(run).exitedWith(1).hasStdout("about to: execve\nexecve: errno ENOENT\n");
    }
}
