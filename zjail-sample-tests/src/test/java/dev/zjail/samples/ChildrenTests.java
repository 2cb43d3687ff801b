package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;

import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import dev.zjail.truthimatics.Verdict;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A program that forks")
@Jailed(value = "target/native/ask_child", args = "answer", policy = "processes")
class ChildrenTests {
    @Test
    void justRuns(JailResult run) {
        assertThat(run).exitedWith(0).hasStdout("about to: fork\nanswer: 42\nstatus of the child: 0\n");
    }

    @Test
    @Jailed("target/native/ask_child-dynamic")
    void justRunsDynamicallyLinked(JailResult run) {
        assertThat(run).exitedWith(0).hasStdout("about to: fork\nanswer: 42\nstatus of the child: 0\n");
    }

    @Test
    @Jailed(policy = "threads")
    void isKilledInForkUnderANarrowerPolicy(JailResult run) {
        assertThat(run).hasStdout("about to: fork\n").wasKilledBySyscall("clone");
    }

    /** The parent would wait for the child and end with status 0. */
    @Test
    @Jailed(args = "trace")
    void isRejectedForWhatItsChildDoes(JailResult run) {
        assertThat(run)
                .hasStdout("about to: fork\nabout to: ptrace\n")
                .wasKilledBySyscall("ptrace")
                .hasVerdict(Verdict.REJECT);
    }

    /** The kernel refuses it then: the launcher traces every task of the jail already. */
    @Test
    @Jailed(args = "trace", allow = "ptrace")
    void getsPastItOnceItIsAllowed(JailResult run) {
        assertThat(run)
                .exitedWith(0)
                .hasStdout("about to: fork\nabout to: ptrace\nptrace: errno EPERM\n42\nstatus of the child: 0\n");
    }

    @Test
    @Jailed(args = "execute")
    void cannotHaveTheChildExecuteAProgram(JailResult run) {
        assertThat(run).hasStdout("about to: fork\nabout to: execve\n").wasKilledBySyscall("execve");
    }

    @Test
    @Jailed(args = "execute", allow = "execve")
    void canOnceExecveIsAllowed(JailResult run) {
        assertThat(run).exitedWith(0).hasStdout("about to: fork\nabout to: execve\n42\nstatus of the child: 0\n");
    }
}
