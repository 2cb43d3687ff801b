package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Engine;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Layer;
import dev.zjail.engine.LayerState;
import dev.zjail.engine.ObservedRun;
import dev.zjail.engine.ObservedSyscall;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.SyscallDenied;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A program that is observed")
class ObserveTests {
    private final Engine engine = HostEngine.shared();

    @Test
    @DisplayName("makes the calls that would have killed it, and each is written down; allowed, it needs nothing else")
    void recordsWhatWouldKill() {
        Path program = CProgram.staticMain("calls-beyond", """
                puts("first"); fflush(stdout);
                for (int i = 0; i < 3; i++) syscall(SYS_getpriority, 0, 0);
                int s = socket(AF_UNIX, SOCK_STREAM, 0);
                printf("socket %s\\n", s >= 0 ? "made" : strerror(errno)); return 7;""");
        JailSpec spec = JailSpec.of(program);

        Execution killed = engine.run(spec);
        ObservedRun observed = engine.observe(spec);

        assertThat(killed.stdout().text()).isEqualTo("first\n");
        assertThat(killed.termination())
                .isInstanceOfSatisfying(
                        SyscallDenied.class, end -> assertThat(end.syscall()).isEqualTo("getpriority"));
        assertThat(observed.execution().stdout().text()).isEqualTo("first\nsocket made\n");
        assertThat(observed.execution().termination()).isEqualTo(new Exited(7));
        assertThat(observed.complete()).isTrue();
        assertThat(observed.syscalls()).extracting(ObservedSyscall::syscall).containsExactly("getpriority", "socket");
        assertThat(observed.syscalls()).extracting(ObservedSyscall::times).containsExactly(3, 1);
        assertThat(observed.syscalls().get(1).arguments()).startsWith(1L, 1L, 0L);
        Execution allowed = engine.run(spec.withAllow(names(observed)));
        assertThat(allowed.termination()).isEqualTo(new Exited(7));
        assertThat(allowed.confinement().gaps()).isEmpty();
    }

    @Test
    @DisplayName("has every layer around it but the seventh, which is called not in force")
    void otherLayers() {
        Path program = CProgram.staticMain("out-of-bounds", """
                int host = open("/etc/hostname", O_RDONLY); int mounted = syscall(SYS_mount, 0, "/", 0, 32 /* MS_REMOUNT */, 0);
                printf("%d %s\\n", host, mounted == 0 ? "mounted" : strerror(errno)); return 0;""");

        ObservedRun observed = engine.observe(JailSpec.of(program));

        assertThat(observed.execution().stdout().text()).isEqualTo("-1 Operation not permitted\n");
        assertThat(observed.syscalls()).extracting(ObservedSyscall::syscall).containsExactly("mount");
        assertThat(observed.execution().confinement().gaps())
                .extracting(LayerState::layer)
                .containsExactly(Layer.SECCOMP);
        assertThat(observed.execution().confinement().layer(Layer.SECCOMP).observed())
                .isEqualTo("the program was observed: what the policy does not allow was written down, and made");
    }

    @Test
    @DisplayName("is killed all the same for a call of another architecture")
    void otherArchitecture() {
        Path program = CProgram.staticMain("int80-observed", """
                write(1, "before\\n", 7);
                long pid; __asm__ volatile("int $0x80" : "=a"(pid) : "a"(20L)); write(1, "after\\n", 6); return 0;""");

        ObservedRun observed = engine.observe(JailSpec.of(program));

        assertThat(observed.execution().stdout().text()).isEqualTo("before\n");
        ProcessorFeatures.assertCalledI386(observed.execution().termination(), 20);
        assertThat(observed.syscalls()).isEmpty();
    }

    @Test
    @DisplayName("has a call written down once for each value of the argument that says what it is")
    void byArguments() {
        Path program = CProgram.staticMain("options-observed", """
                for (int i = 0; i < 3; i++) { syscall(SYS_prctl, 1, 9); syscall(SYS_prctl, 4, i); }
                syscall(SYS_prctl, 15, "x"); syscall(SYS_getpriority, 0, 0); syscall(SYS_getpriority, 0, 7); return 0;""");

        ObservedRun observed = engine.observe(JailSpec.of(program));

        assertThat(observed.syscalls())
                .extracting(call -> call.syscall() + " " + call.arguments().get(0) + " " + call.times())
                .containsExactly("getpriority 0 2", "prctl 1 3", "prctl 4 3");
    }

    @Test
    @DisplayName("is observed in what it forks, too")
    void forked() {
        Path program = CProgram.staticMain("forks-observed", """
                if (fork() == 0) { syscall(SYS_getpriority, 0, 0); _exit(0); }
                wait(NULL); puts("done"); return 0;""");

        ObservedRun observed =
                engine.observe(JailSpec.of(program).withLimits(ResourceLimits.DEFAULTS.withProcesses(2)));

        assertThat(observed.execution().stdout().text()).isEqualTo("done\n");
        assertThat(names(observed)).contains("clone", "getpriority", "wait4");
    }

    @Test
    @DisplayName("that stays within its policy has nothing written down")
    void nothing() {
        ObservedRun observed = engine.observe(JailSpec.of(CProgram.staticMain("within", "puts(\"in\"); return 0;")));

        assertThat(observed.execution().stdout().text()).isEqualTo("in\n");
        assertThat(observed.syscalls()).isEmpty();
        assertThat(observed.complete()).isTrue();
    }

    private static Set<String> names(ObservedRun observed) {
        Set<String> names = new TreeSet<>();
        observed.syscalls().forEach(call -> names.add(call.syscall()));
        return names;
    }
}
