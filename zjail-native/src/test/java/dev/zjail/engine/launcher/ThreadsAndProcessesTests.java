package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Engine;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.LimitExceeded;
import dev.zjail.engine.Termination.Signaled;
import dev.zjail.engine.Termination.SyscallDenied;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Under a policy for programs that")
class ThreadsAndProcessesTests {
    /** glibc reserves 64 MiB of address space for each thread that calls malloc. */
    private static final ResourceLimits LIMITS =
            ResourceLimits.DEFAULTS.withProcesses(32).withMemoryBytes(1L << 30).withWall(Duration.ofMinutes(5));

    private final Engine engine = HostEngine.shared();

    /** The same source, linked in both ways. */
    enum Linked {
        STATICALLY("static", "-static -pthread"),
        /**
         * With libgcc_s, which glibc would load itself at the first pthread_cancel, from a root that does not have it.
         */
        DYNAMICALLY("dynamic", "-fPIE -pie -pthread -Wl,--no-as-needed -lgcc_s");

        private final String policy;
        private final String flags;

        Linked(String policy, String flags) {
            this.policy = policy;
            this.flags = flags;
        }

        private Path program(String source) {
            return CProgram.file(source, flags.split(" ", -1));
        }
    }

    private static JailSpec threads(Linked linked, String... arguments) {
        return spec(linked.program("threads-program.c"), "threads", arguments);
    }

    private static JailSpec processes(Linked linked, String... arguments) {
        return spec(linked.program("processes-program.c"), "processes", arguments);
    }

    private static JailSpec spec(Path program, String policy, String... arguments) {
        return JailSpec.of(program)
                .withArguments(List.of(arguments))
                .withPolicy(policy)
                .withLimits(LIMITS);
    }

    private Execution run(JailSpec spec) {
        return engine.run(spec);
    }

    @Nested
    @DisplayName("use threads")
    class Threads {

        @ParameterizedTest
        @EnumSource
        @DisplayName("all ordinary uses of POSIX threads just work, whatever the linkage")
        void ordinaryUses(Linked linked) {
            Execution run = run(threads(linked));

            assertThat(run.stdout().text()).endsWith("pthread_cancel\nall done\n");
            assertThat(run.termination()).isEqualTo(new Exited(0));
            assertThat(run.confinement().gaps()).isEmpty();
            assertThat(run.policy().name()).isEqualTo(linked.policy + "-threads");
        }

        @ParameterizedTest
        @EnumSource
        @DisplayName("the same program dies of its first clone under auto")
        void needsThePolicy(Linked linked) {
            Execution run = run(threads(linked).withPolicy("auto"));

            assertThat(run.stdout().text())
                    .isEqualTo(
                            "threads with a mutex, a spin lock, a read-write lock, a barrier, own memory and malloc\n");
            assertDenied(run, "clone3");
        }

        @ParameterizedTest
        @EnumSource
        @DisplayName("a denied call is that of the thread that made it, not of the innocent first one")
        void guiltyThread(Linked linked) {
            Execution run = run(threads(linked, "denied"));

            assertThat(run.stdout().text()).isEqualTo("before ptrace\n");
            assertDenied(run, "ptrace");
        }

        @Test
        @DisplayName("the status is the last thread's where the first thread ends before it")
        void leaderFirst() {
            Execution run = run(threads(Linked.STATICALLY, "leader-first"));

            assertThat(run.stdout().text()).isEqualTo("the first thread is gone\n");
            assertThat(run.termination()).isEqualTo(new Exited(7));
        }

        @ParameterizedTest
        @EnumSource
        @DisplayName("a thread cannot make a process, which the policy for processes lets it do")
        void noProcesses(Linked linked) {
            Execution denied = run(threads(linked, "fork"));
            Execution allowed = run(threads(linked, "fork").withPolicy("processes"));

            assertThat(denied.stdout().text()).isEqualTo("before fork\n");
            assertThat(denied.termination()).isInstanceOfSatisfying(SyscallDenied.class, end -> {
                assertThat(end.syscall()).isEqualTo("clone");
                assertThat(end.arguments().get(0)).isEqualTo(0x1200011L);
            });
            assertThat(allowed.stdout().text()).startsWith("before fork\n").endsWith("all done\n");
            assertThat(allowed.termination()).isEqualTo(new Exited(0));
        }

        @ParameterizedTest
        @CsvSource({"1, 0", "4, 3", "16, 15"})
        @DisplayName("the limit of processes counts threads, and pthread_create says when it is reached")
        void limited(int processes, int threads) {
            Execution run = run(threads(Linked.STATICALLY, "many", "20")
                    .withLimits(ResourceLimits.DEFAULTS.withProcesses(processes)));

            assertLimited(run, "before the threads\n", "threads made: " + threads + "\n");
        }
    }

    @Nested
    @DisplayName("fork")
    class Processes {

        @ParameterizedTest
        @EnumSource
        @DisplayName("all ordinary uses of fork just work, whatever the linkage")
        void ordinaryUses(Linked linked) {
            Execution run = run(processes(linked));

            assertThat(run.stdout().text()).endsWith("threads in parent and child\nall done\n");
            assertThat(run.termination()).isEqualTo(new Exited(0));
            assertThat(run.confinement().gaps()).isEmpty();
            assertThat(run.policy().name()).isEqualTo(linked.policy + "-processes");
        }

        @ParameterizedTest
        @ValueSource(strings = {"auto", "threads"})
        @DisplayName("the same program dies of its first fork under a narrower policy")
        void needsThePolicy(String policy) {
            Execution run = run(processes(Linked.STATICALLY).withPolicy(policy));

            assertThat(run.stdout().text()).isEqualTo("fork and waitpid\n");
            assertDenied(run, "clone");
        }

        @ParameterizedTest
        @EnumSource
        @DisplayName("a denied call of a child ends the run and is named, whatever the parent would make of it")
        void guiltyChild(Linked linked) {
            Execution denied = run(processes(linked, "denied"));
            Execution allowed = run(processes(linked, "denied").withAllow(Set.of("ptrace")));

            assertThat(denied.stdout().text()).isEqualTo("child: before ptrace\n");
            assertDenied(denied, "ptrace");
            assertThat(allowed.stdout().text()).isEqualTo("child: before ptrace\nchild ended by signal 0\nall done\n");
            assertThat(allowed.termination()).isEqualTo(new Exited(0));
        }

        @Test
        @DisplayName("a denied call of a child's child ends the run though nobody waits for it")
        void guiltyGrandchild() {
            Execution run = run(processes(Linked.STATICALLY, "denied-late"));

            assertThat(run.stdout().text()).isEqualTo("grandchild: before ptrace\n");
            assertDenied(run, "ptrace");
        }

        @Test
        @DisplayName("a child that sends itself SIGSYS made no denied call")
        void forgedSigsys() {
            Execution run = run(processes(Linked.STATICALLY, "sigsys"));

            assertThat(run.stdout().text()).isEqualTo("child: before SIGSYS\nall done\n");
            assertThat(run.termination()).isEqualTo(new Exited(0));
        }

        @ParameterizedTest
        @CsvSource({"exec, STATICALLY", "spawn, STATICALLY", "exec, DYNAMICALLY", "spawn, DYNAMICALLY"})
        @DisplayName("a child executes another program only where execve is allowed")
        void execve(String how, Linked linked) {
            Execution denied = run(processes(linked, how));
            Execution allowed = run(processes(linked, how).withAllow(Set.of("execve")));

            assertThat(denied.stdout().text()).isEqualTo("before the program\n");
            assertDenied(denied, "execve");
            assertThat(allowed.stdout().text()).isEqualTo("before the program\nhello\nall done\n");
            assertThat(allowed.termination()).isEqualTo(new Exited(0));
        }

        @Test
        @DisplayName("clone makes no namespace")
        void noNamespace() {
            Execution run = run(processes(Linked.STATICALLY, "namespace"));

            assertThat(run.stdout().text()).isEqualTo("before clone\n");
            assertThat(run.termination()).isInstanceOfSatisfying(SyscallDenied.class, end -> {
                assertThat(end.syscall()).isEqualTo("clone");
                assertThat(end.arguments().get(0)).isEqualTo(0x10000011L);
            });
        }

        @ParameterizedTest
        @CsvSource({"1, 0", "4, 3", "16, 15"})
        @DisplayName("the limit of processes ends their growth, and fork says when it is reached")
        void limited(int processes, int children) {
            Execution run = run(processes(Linked.STATICALLY, "many", "20")
                    .withLimits(ResourceLimits.DEFAULTS.withProcesses(processes)));

            assertLimited(run, "before the children\n", "children made: " + children + "\n");
        }

        @Test
        @DisplayName("the wall limit ends all of them")
        void wallLimit() {
            Path program = CProgram.staticMain(
                    "fork-and-stay", "write(1, \"before\\n\", 7); fork(); fork(); for (;;) pause();");

            Execution run = LongEnough.run(
                    Duration.ofMillis(300),
                    wall -> run(spec(program, "processes").withLimits(LIMITS.withWall(wall))),
                    ended -> !ended.stdout().text().isEmpty());

            assertThat(run.stdout().text()).isEqualTo("before\n");
            assertThat(run.termination())
                    .isInstanceOfSatisfying(
                            LimitExceeded.class, end -> assertThat(end.kind()).isEqualTo(LimitKind.WALL));
        }

        @Test
        @DisplayName("the guest's own death by a signal stays what it is")
        void guestsOwnSignal() {
            Path program = CProgram.staticMain(
                    "fork-and-abort", "write(1, \"before\\n\", 7); if (fork() == 0) for (;;) pause(); abort();");

            Execution run = run(spec(program, "processes"));

            assertThat(run.stdout().text()).isEqualTo("before\n");
            assertThat(run.termination()).isEqualTo(new Signaled("SIGABRT", 6, false));
        }
    }

    private static void assertLimited(Execution run, String before, String after) {
        if (KernelRoot.isOnlyUser()) {
            assertThat(run.stdout().text()).isEqualTo(before);
            assertThat(run.termination())
                    .isInstanceOfSatisfying(
                            LimitExceeded.class, end -> assertThat(end.kind()).isEqualTo(LimitKind.PROCESSES));
        } else {
            assertThat(run.stdout().text()).isEqualTo(before + after);
            assertThat(run.termination()).isEqualTo(new Exited(0));
        }
    }

    private static void assertDenied(Execution run, String syscall) {
        assertThat(run.termination())
                .isInstanceOfSatisfying(
                        SyscallDenied.class, end -> assertThat(end.syscall()).isEqualTo(syscall));
    }
}
