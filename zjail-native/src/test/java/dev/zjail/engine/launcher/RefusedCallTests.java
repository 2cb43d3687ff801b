package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Engine;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.RefusedSyscall;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.LimitExceeded;
import dev.zjail.engine.Termination.SyscallDenied;
import dev.zjail.engine.policy.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@DisplayName("A system call that is refused")
class RefusedCallTests {
    private static final Set<Refusal> SOCKETS = Set.of(Refusal.of("socket=EAFNOSUPPORT"));

    private final Engine engine = HostEngine.shared();

    @Test
    @DisplayName("fails with the error that is asked for, as often as it is made, and is counted")
    void isCounted() {
        Path program = CProgram.staticMain("refused", """
                for (int i = 0; i < 3; i++) {
                    int made = socket(AF_INET, SOCK_STREAM, 0);
                    printf("%d %d\\n", made, errno);
                }
                return 0;""");

        Execution run = engine.run(JailSpec.of(program).withRefuse(SOCKETS));

        assertThat(run.termination()).isEqualTo(new Exited(0));
        assertThat(run.stdout().text()).isEqualTo("-1 97\n".repeat(3));
        assertThat(run.refused()).containsExactly(new RefusedSyscall("socket", "EAFNOSUPPORT", 3));
    }

    @Test
    @DisplayName("is one of every thread and every child, and another call still kills")
    void ofEverybody() {
        Path program = CProgram.staticMain("refused-everywhere", """
                if (fork() == 0) { socket(AF_INET, SOCK_STREAM, 0); _exit(0); }
                int status = 0;
                wait(&status);
                socket(AF_UNIX, SOCK_DGRAM, 0);
                printf("child %d\\n", status);
                fflush(stdout);
                ptrace(PTRACE_TRACEME, 0, 0, 0);
                return 0;""");

        Execution run = engine.run(JailSpec.of(program)
                .withPolicy("processes")
                .withRefuse(SOCKETS)
                .withLimits(ResourceLimits.DEFAULTS.withProcesses(4).withWall(Duration.ofMinutes(2))));

        assertThat(run.stdout().text()).isEqualTo("child 0\n");
        assertThat(run.termination())
                .isInstanceOfSatisfying(
                        SyscallDenied.class, end -> assertThat(end.syscall()).isEqualTo("ptrace"));
        assertThat(run.refused()).containsExactly(new RefusedSyscall("socket", "EAFNOSUPPORT", 2));
    }

    @Test
    @DisplayName("is not made, whatever a signal or another thread does meanwhile")
    void isNotMade() {
        Path program = CProgram.staticMain("refused-under-signals", """
                signal(SIGALRM, SIG_IGN);
                struct itimerval often = {{0, 100}, {0, 100}};
                setitimer(ITIMER_REAL, &often, 0);
                int made = 0;
                for (int i = 0; i < 2000; i++) made += mkdir("/tmp/refused", 0700) == 0;
                printf("%d %d\\n", made, access("/tmp/refused", F_OK));
                return 0;""");

        Execution run = engine.run(JailSpec.of(program).withRefuse(Set.of(Refusal.of("mkdir"))));

        assertThat(run.stdout().text()).isEqualTo("0 -1\n");
        assertThat(run.refused()).containsExactly(new RefusedSyscall("mkdir", "EPERM", 2000));
    }

    /** EPERM is -1 in the result register, as the number of a call would be that was skipped by -1. */
    @RepeatedTest(10)
    @DisplayName("is no denied call, though the limit on the clock ends the program in it")
    void endedWithin() {
        Path program = CProgram.staticMain("refused-for-ever", "for (;;) ptrace(PTRACE_TRACEME, 0, 0, 0);");

        Execution run = engine.run(JailSpec.of(program)
                .withRefuse(Set.of(Refusal.of("ptrace")))
                .withLimits(ResourceLimits.DEFAULTS.withWall(Duration.ofMillis(100))));

        assertThat(run.termination())
                .isInstanceOfSatisfying(
                        LimitExceeded.class, end -> assertThat(end.kind()).isEqualTo(LimitKind.WALL));
    }

    @Test
    @DisplayName("is glibc's question to a name service daemon, without being asked for")
    void nameService() {
        Path program = CProgram.dynamicMain("asks-for-user", """
                printf("%d\\n", socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
                fflush(stdout);
                socket(AF_UNIX, SOCK_STREAM, 0);
                return 0;""");

        Execution run = engine.run(JailSpec.of(program));

        assertThat(run.stdout().text()).isEqualTo("-1\n");
        assertThat(run.refused()).containsExactly(new RefusedSyscall("socket", "EACCES", 1));
        assertThat(run.termination()).isInstanceOf(SyscallDenied.class);
    }
}
