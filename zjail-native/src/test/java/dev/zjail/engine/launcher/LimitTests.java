package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.Engine;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.LimitExceeded;
import dev.zjail.engine.Termination.Signaled;
import dev.zjail.engine.Termination.StackOverflow;
import dev.zjail.engine.Termination.SyscallDenied;
import dev.zjail.engine.Tmpfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each limit names itself when it ends a run; what one process must not use, several together must not either. */
@DisplayName("A limit")
class LimitTests {
    /** What fork(2), wait(2) and getppid(2) of glibc come down to, and the system calls of the programs below. */
    private static final Set<String> FORKING = Set.of("clone", "wait4", "kill", "getppid");

    private final Engine engine = HostEngine.shared();

    @Test
    @DisplayName("of idleness ends a program that waits, and not one that works or that is done in time")
    void idle() {
        Path program = CProgram.staticMain("idle", """
                puts("up"); fflush(stdout);
                if (argc > 1) { for (clock_t end = clock() + atol(argv[1]) * CLOCKS_PER_SEC / 1000; clock() < end;) { } puts("worked"); return 0; }
                sleep(60); return 0;""");

        Execution waits = LongEnough.run(
                Duration.ofMillis(500),
                idle -> engine.run(idle(program, idle)),
                ended -> !ended.stdout().text().isEmpty());
        // Who gets no turn for so long is taken for one that waits.
        Execution works = LongEnough.run(
                Duration.ofMillis(500),
                idle -> engine.run(idle(program, idle)
                        .withArguments(List.of(
                                Long.toString(idle.plus(idle.dividedBy(2)).toMillis())))),
                ended -> ended.termination() instanceof Exited);

        assertThat(waits.stdout().text()).isEqualTo("up\n");
        assertEndedBy(
                waits,
                LimitKind.IDLE,
                waits.spec().limits().idle().orElseThrow().toNanos());
        assertThat(works.stdout().text()).isEqualTo("up\nworked\n");
        assertThat(works.termination()).isEqualTo(new Exited(0));
    }

    private static JailSpec idle(Path program, Duration idle) {
        return JailSpec.of(program)
                .withLimits(ResourceLimits.DEFAULTS
                        .withIdle(idle)
                        .withCpu(Duration.ofHours(1))
                        .withWall(Duration.ofHours(2)));
    }

    @Test
    @DisplayName("of address space or open files only makes calls fail; how near the program came is in its usage")
    void observedOnly() {
        Path program = CProgram.staticMain("run-out", """
                while (malloc(1 << 20) != NULL) { }
                while (open("/", O_RDONLY) >= 0) { }
                printf("%s", strerror(errno)); return 0;""");
        ResourceLimits limits =
                ResourceLimits.DEFAULTS.withAddressSpaceBytes(32 << 20).withOpenFiles(9);

        Execution run = engine.run(JailSpec.of(program).withLimits(limits));

        assertThat(run.stdout().text()).isEqualTo("Too many open files");
        assertThat(run.termination()).isEqualTo(new Exited(0));
        assertThat(run.usage().openFilesAtEnd()).isEqualTo(9);
        assertThat(run.usage().maxAddressSpaceBytes()).isBetween(30L << 20, 32L << 20);
    }

    @Test
    @DisplayName("of the stack is how deep a program may call itself")
    void stack() {
        Path program = CProgram.staticMain("recurse", """
                char used[4096]; static int depth; static volatile char *sink; sink = used; used[0] = 1;
                if (depth == 0) { puts("calls"); fflush(stdout); }
                if (++depth < 1000) return main(argc, argv) + (sink == used);
                puts("enough"); exit(0);""");
        JailSpec spec = JailSpec.of(program);

        Execution usual = engine.run(spec);
        Execution small = engine.run(spec.withLimits(ResourceLimits.DEFAULTS.withStackBytes(1 << 20)));

        assertThat(usual.stdout().text()).isEqualTo("calls\nenough\n");
        assertThat(small.stdout().text()).isEqualTo("calls\n");
        assertThat(small.termination())
                .isEqualTo(new Signaled("SIGSEGV", 11, false, Optional.of(new StackOverflow(false, 1 << 20))));
    }

    @Test
    @DisplayName("of file size ends a program that writes beyond it, and not one that writes just so much")
    void fileSize() {
        Path program = CProgram.staticMain("grow", """
                char kib[1024] = {0}; int file = open("/tmp/f", O_CREAT | O_WRONLY, 0600);
                puts("writes"); fflush(stdout);
                for (int i = 0; i < atoi(argv[1]); i++) if (write(file, kib, sizeof kib) != sizeof kib) return 1;
                return 0;""");
        JailSpec spec = JailSpec.of(program)
                .withTmpfs(List.of(new Tmpfs("/tmp", 1 << 20)))
                .withLimits(ResourceLimits.DEFAULTS.withFileSizeBytes(16 << 10));

        Execution within = engine.run(spec.withArguments(List.of("16")));
        Execution beyond = engine.run(spec.withArguments(List.of("17")));

        assertThat(within.termination()).isEqualTo(new Exited(0));
        assertThat(beyond.stdout().text()).isEqualTo("writes\n");
        assertEndedBy(beyond, LimitKind.FILE_SIZE, 16 << 10);
    }

    @Test
    @DisplayName("of CPU time counts all processes together, though none uses it up by itself")
    void cpuOfAll() {
        Path program = CProgram.staticMain("spin-together", """
                puts("up"); fflush(stdout);
                int all_there[2]; pipe(all_there);
                for (int i = 0; i < 3; i++) if (fork() == 0) { char c; read(all_there[0], &c, 1); for (;;) { } }
                write(all_there[1], "abc", 3);
                while (wait(NULL) > 0) { } return 0;""");
        ResourceLimits limits = ResourceLimits.DEFAULTS
                .withProcesses(4)
                .withCpu(Duration.ofMillis(200))
                .withWall(Duration.ofMinutes(5));

        Execution run = engine.run(JailSpec.of(program).withAllow(FORKING).withLimits(limits));

        assertThat(run.stdout().text()).isEqualTo("up\n");
        assertEndedBy(run, LimitKind.CPU, Duration.ofMillis(200).toNanos());
        assertThat(run.usage().cpu()).describedAs("the program's own").isLessThan(Duration.ofMillis(200));
        assertThat(run.usage().cpuOfAll()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        assertThat(run.usage().maxProcesses()).isEqualTo(4);
    }

    @Test
    @DisplayName(
            "of processes makes fork fail, in parallel runs too; it ends a run where the kernel does not count: as its"
                    + " root without a pids cgroup")
    void processes() throws Exception {
        Path program = CProgram.staticMain("fork-many", """
                int made = 0;
                while (made < 20) { pid_t p = fork(); if (p == 0) { pause(); return 0; } if (p < 0) break; made++; }
                printf("%d %s\\n", made, made < 20 ? strerror(errno) : "no error"); return 0;""");
        JailSpec spec = JailSpec.of(program).withAllow(FORKING).withLimits(ResourceLimits.DEFAULTS.withProcesses(5));
        List<FutureTask<Execution>> runs = Stream.generate(() -> new FutureTask<>(() -> engine.run(spec)))
                .limit(4)
                .toList();

        runs.forEach(run -> new Thread(run).start());

        for (FutureTask<Execution> run : runs) {
            if (KernelRoot.isOnlyUser() && !CgroupsTests.canBoundProcesses()) {
                assertThat(run.get().stdout().text()).isEmpty();
                assertEndedBy(run.get(), LimitKind.PROCESSES, 5);
            } else {
                assertThat(run.get().stdout().text()).isEqualTo("4 Resource temporarily unavailable\n");
                assertThat(run.get().usage().maxProcesses()).isEqualTo(5);
                assertThat(run.get().termination()).isEqualTo(new Exited(0));
            }
        }
    }

    @Test
    @DisplayName(
            "of memory ends several processes that together use more, where a cgroup can be made; each may use that much")
    void memoryOfAll() {
        Path program = CProgram.staticMain("eat-together", """
                puts("up"); fflush(stdout);
                int children = atoi(argv[1]);
                for (int i = 0; i < children; i++) if (fork() == 0) {
                    volatile char *eaten = malloc(40 << 20); if (eaten == NULL) return 3;
                    for (int at = 0; at < 40 << 20; at += 4096) eaten[at] = 1;
                    if (children > 1) pause(); return 0; }
                int status; if (wait(&status) < 0) return 4; return status == 0 ? 0 : 5;""");
        boolean bounded = CgroupsTests.canBoundMemory();
        ResourceLimits limits = ResourceLimits.DEFAULTS
                .withProcesses(4)
                .withMemoryBytes(64 << 20)
                .withWall(Duration.ofMinutes(5));
        JailSpec spec = JailSpec.of(program).withAllow(FORKING).withLimits(limits);

        Execution one = engine.run(spec.withArguments(List.of("1")));
        Execution three = LongEnough.run(
                bounded ? limits.wall() : Duration.ofSeconds(2),
                wall -> engine.run(spec.withArguments(List.of("3")).withLimits(limits.withWall(wall))),
                ended -> !ended.stdout().text().isEmpty());

        assertThat(one.stdout().text()).isEqualTo("up\n");
        assertThat(one.termination()).isEqualTo(new Exited(0));
        assertThat(three.stdout().text()).isEqualTo("up\n");
        assertThat(three.confinement().layers())
                .anySatisfy(layer ->
                        assertThat(layer.facts().containsKey("memory cgroup")).isEqualTo(bounded));
        // An ordinary user without a cgroup of its own: the address space of each process is all that is bounded.
        assertEndedBy(
                three,
                bounded ? LimitKind.MEMORY : LimitKind.WALL,
                bounded ? 64 << 20 : three.spec().limits().wall().toNanos());
    }

    @Test
    @DisplayName("is not needed where a forked process makes a denied call: that ends the run, and is told apart")
    void deniedInForkedProcess() {
        Path program = CProgram.staticMain("forked-ptrace", """
                if (fork() == 0) { write(1, "child\\n", 6); ptrace(PTRACE_TRACEME, 0, 0, 0); write(1, "alive\\n", 6); return 0; }
                wait(NULL); write(1, "parent\\n", 7); return 0;""");
        JailSpec spec = JailSpec.of(program).withAllow(FORKING).withLimits(ResourceLimits.DEFAULTS.withProcesses(2));

        Execution denied = engine.run(spec);
        Execution allowed = engine.run(spec.withAllow(with(FORKING, "ptrace")));

        assertThat(denied.stdout().text()).isEqualTo("child\n");
        assertThat(denied.termination()).isInstanceOfSatisfying(SyscallDenied.class, end -> {
            assertThat(end.syscall()).isEqualTo("ptrace");
            assertThat(end.inForkedProcess()).isTrue();
            assertThat(end.describe()).endsWith(", in a process that the program had forked");
        });
        assertThat(allowed.stdout().text()).isEqualTo("child\nalive\nparent\n");
        assertThat(allowed.termination()).isEqualTo(new Exited(0));
    }

    @Test
    @DisplayName(
            "is not needed either where a process sends SIGSYS to one that makes no call at all: nobody was denied")
    void sigsysFromOutside() {
        Path program = CProgram.staticMain("forged-child", """
                int up[2]; pipe(up);
                pid_t child = fork();
                if (child == 0) { write(up[1], "x", 1); for (;;) { } }
                char c; read(up[0], &c, 1);
                for (volatile int i = 0; i < 30000000; i++) { }
                kill(child, SIGSYS);
                int status; wait(&status); printf("%d", WTERMSIG(status)); return 0;""");
        JailSpec spec = JailSpec.of(program).withAllow(FORKING).withLimits(ResourceLimits.DEFAULTS.withProcesses(2));

        Execution run = engine.run(spec);

        assertThat(run.stdout().text()).isEqualTo("31");
        assertThat(run.termination()).isEqualTo(new Exited(0));
    }

    @Test
    @DisplayName(
            "has nothing to do with the death of the init: that is the jail's own failure, and not the program's end")
    void initKilled() throws Exception {
        Path program = CProgram.staticMain("sleep-on", "write(1, \"up\\n\", 3); sleep(60); return 0;");
        FutureTask<Execution> run = new FutureTask<>(() -> engine.run(JailSpec.of(program)));
        new Thread(run).start();

        initOf("sleep-on", run).destroyForcibly();

        assertThatThrownBy(run::get)
                .hasCauseInstanceOf(ConfinementException.class)
                .hasMessageContaining("layer launcher failed at keep the init alive with none. Likely cause: somebody"
                        + " outside the jail killed the jail's init, and the program with it.");
    }

    @Test
    @DisplayName("is not what a program's own SIGKILL is")
    void ownKill() {
        Path program =
                CProgram.staticMain("kill-self", "puts(\"up\"); fflush(stdout); kill(getpid(), SIGKILL); return 0;");

        Execution run = engine.run(JailSpec.of(program).withAllow(Set.of("kill", "getpid")));

        assertThat(run.stdout().text()).isEqualTo("up\n");
        assertThat(run.termination()).isEqualTo(new Signaled("SIGKILL", 9, false));
    }

    private static void assertEndedBy(Execution run, LimitKind kind, long limit) {
        assertThat(run.termination()).isInstanceOfSatisfying(LimitExceeded.class, end -> {
            assertThat(end.kind()).isEqualTo(kind);
            assertThat(end.limit()).isEqualTo(limit);
            assertThat(end.observed()).isGreaterThanOrEqualTo(kind == LimitKind.MEMORY ? 1 : limit);
        });
    }

    private static Set<String> with(Set<String> names, String name) {
        return Stream.concat(names.stream(), Stream.of(name)).collect(java.util.stream.Collectors.toSet());
    }

    /** The sibling of the process that executes the program: both are children of one launcher. */
    private static ProcessHandle initOf(String program, Future<?> run) {
        while (!run.isDone()) {
            List<ProcessHandle> launchers = ProcessHandle.current().children().toList();
            for (ProcessHandle launcher : launchers) {
                List<ProcessHandle> children = launcher.children().toList();
                if (children.size() == 2 && children.stream().anyMatch(child -> executes(child, program))) {
                    return children.stream()
                            .filter(child -> !executes(child, program))
                            .findFirst()
                            .orElseThrow();
                }
            }
            Thread.onSpinWait();
        }
        return fail("the run ended before its init was seen");
    }

    private static boolean executes(ProcessHandle process, String program) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/stat")).contains("(" + program + ")");
        } catch (IOException e) {
            return false;
        }
    }
}
