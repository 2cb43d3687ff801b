package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;

import dev.zjail.engine.LimitKind;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import dev.zjail.junit.Limits;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A program that uses threads")
@Jailed(value = "target/native/count_in_threads", args = "8", policy = "threads")
class ThreadsTests {
    private static final String BEGINNING = "about to: pthread_create\n";

    @Test
    void justRuns(JailResult run) {
        assertThat(run).exitedWith(0).hasStdout(BEGINNING + "threads made: 8\nsum: 8000\n");
    }

    @Test
    @Jailed("target/native/count_in_threads-dynamic")
    void justRunsDynamicallyLinked(JailResult run) {
        assertThat(run).exitedWith(0).hasStdout(BEGINNING + "threads made: 8\nsum: 8000\n");
    }

    @Test
    @Jailed(policy = "auto")
    void isKilledAtItsFirstThreadWithoutThePolicy(JailResult run) {
        assertThat(run).hasStdout(BEGINNING).wasKilledBySyscall("clone3");
    }

    @Test
    @Jailed(limits = @Limits(processes = 4))
    void getsNoMoreThreadsThanTheLimitSays(JailResult run) {
        if (ProcessLimit.endsRuns()) {
            assertThat(run).hasStdout(BEGINNING).exceeded(LimitKind.PROCESSES);
        } else {
            assertThat(run).exitedWith(0).hasStdout(BEGINNING + "threads made: 3\nsum: 3000\n");
        }
    }

    @Test
    @Jailed(args = "trace")
    void isKilledForWhatOneOfThemDoes(JailResult run) {
        assertThat(run).hasStdout(BEGINNING + "about to: ptrace\n").wasKilledBySyscall("ptrace");
    }

    /** The kernel refuses it then: the launcher traces every task of the jail already. */
    @Test
    @Jailed(args = "trace", allow = "ptrace")
    void getsPastItOnceItIsAllowed(JailResult run) {
        assertThat(run)
                .exitedWith(0)
                .hasStdout(BEGINNING + "about to: ptrace\nptrace: errno EPERM\nthreads made: 1\nsum: 0\n");
    }
}
