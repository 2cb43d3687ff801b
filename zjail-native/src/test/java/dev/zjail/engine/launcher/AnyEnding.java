package dev.zjail.engine.launcher;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.Engine;
import dev.zjail.engine.InvalidJailSpecException;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.RunInterruptedException;
import dev.zjail.engine.Termination;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.LimitExceeded;
import dev.zjail.engine.Termination.Signaled;
import dev.zjail.engine.Termination.SyscallDenied;
import dev.zjail.engine.Tmpfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Every way in which a run can end, each by the same program with another argument. */
@SuppressWarnings("ImmutableEnumChecker") // the functions have no state
enum AnyEnding {
    SUCCESS("hello", spec -> spec.withTmpfs(List.of(new Tmpfs("/tmp", 65_536))), new Exited(0)),
    FAILURE("fail", spec -> spec, new Exited(3)),
    DENIED_SYSCALL("socket", spec -> spec, denied("socket")),
    SEGMENTATION_FAULT("wild", spec -> spec, new Signaled("SIGSEGV", 11, false)),
    ABORT("abort", spec -> spec, new Signaled("SIGABRT", 6, false)),
    CPU_LIMIT("spin", limits(limits -> limits.withCpu(Duration.ofMillis(3))), exceeded(LimitKind.CPU)),
    WALL_LIMIT("sleep", limits(limits -> limits.withWall(Duration.ofMillis(5))), exceeded(LimitKind.WALL)),
    OUTPUT_LIMIT("flood", limits(limits -> limits.withOutputBytes(100)), exceeded(LimitKind.OUTPUT)),
    NO_MEMORY("hoard", spec -> spec.withLimits(spec.limits().withAddressSpaceBytes(64 << 20)), new Exited(5)),
    NO_DESCRIPTOR("open", spec -> spec, new Exited(6)),
    NO_PROCESS(
            "forks",
            limits(limits -> limits.withProcesses(3)),
            KernelRoot.isOnlyUser() ? exceeded(LimitKind.PROCESSES) : new Exited(7)::equals),
    STOPPED("stop", limits(limits -> limits.withWall(Duration.ofMillis(5))), exceeded(LimitKind.WALL)),
    HELD_PIPES("leave-holder", limits(limits -> limits.withProcesses(3)), new Exited(8)),
    CLOSED_STDIN("deaf", spec -> spec.withStdin(Bytes.of(new byte[200_000])), new Exited(9)),
    REFUSED_SPEC("hello", spec -> spec.withAllow(Set.of("sokcet")), InvalidJailSpecException.class),
    MISSING_PROGRAM("hello", spec -> spec.withExecutable(Path.of("nowhere")), InvalidJailSpecException.class),
    REFUSED_EXECVE("hello", spec -> spec.withExecutable(damaged(spec.executable())), InvalidJailSpecException.class),
    INTERRUPTED_BEFORE("sleep", spec -> spec, RunInterruptedException.class) {
        @Override
        void provoke(Runnable run, ScheduledExecutorService others) {
            Thread.currentThread().interrupt();
            run.run();
        }
    },
    INTERRUPTED("sleep", spec -> spec, RunInterruptedException.class) {
        @Override
        void provoke(Runnable run, ScheduledExecutorService others) {
            Thread self = Thread.currentThread();
            ScheduledFuture<?> interruption = others.schedule(self::interrupt, 3, TimeUnit.MILLISECONDS);
            try {
                run.run();
            } finally {
                interruption.cancel(false);
            }
        }
    };

    /** MAX_ARG_STRLEN is 32 pages (execve(2)). */
    private static final Set<String> ALLOWED =
            Set.of("clone", "kill", "clock_nanosleep", "set_robust_list", "rseq", "wait4", "gettid", "getpid");

    private final String argument;
    private final UnaryOperator<JailSpec> change;
    private final Predicate<Object> expected;

    AnyEnding(String argument, UnaryOperator<JailSpec> change, Termination expected) {
        this(argument, change, expected::equals);
    }

    AnyEnding(String argument, UnaryOperator<JailSpec> change, Class<? extends Exception> expected) {
        this(argument, change, expected::isInstance);
    }

    AnyEnding(String argument, UnaryOperator<JailSpec> change, Predicate<Object> expected) {
        this.argument = argument;
        this.change = change;
        this.expected = expected;
    }

    /** Compiles the program, once: it must not change while a virtual machine runs it. */
    static Path compile() {
        return Compiled.PROGRAM;
    }

    /**
     * What lies beside the program and is the same, but for a segment where the kernel puts none: only execve finds
     * that.
     */
    private static Path damaged(Path program) {
        return program.resolveSibling(program.getFileName() + "-damaged");
    }

    private static Path withDamaged(Path program) {
        try {
            Path damaged = damaged(program);
            Files.copy(program, damaged, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            ElfHeaders headers = ElfHeaders.of(damaged);
            headers.content().putLong(headers.first(ElfHeaders.PT_LOAD) + 16, 0);
            headers.write();
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Compiled {
        static final Path PROGRAM = withDamaged(CProgram.staticMain("any-ending", """
                const char *how = argc > 1 ? argv[1] : "";
                if (!strcmp(how, "hello")) { write(1, "hello\\n", 6); return 0; }
                if (!strcmp(how, "fail")) return 3;
                if (!strcmp(how, "socket")) { socket(AF_INET, SOCK_STREAM, 0); return 1; }
                if (!strcmp(how, "wild")) *(volatile int *)8 = 1;
                if (!strcmp(how, "abort")) abort();
                if (!strcmp(how, "spin")) for (volatile long i = 0;; i++) { }
                if (!strcmp(how, "sleep")) { sleep(60); return 1; }
                if (!strcmp(how, "sleep-on")) { for (;;) sleep(60); }
                if (!strcmp(how, "flood")) for (;;) write(1, "0123456789", 10);
                if (!strcmp(how, "hoard")) { while (malloc(1 << 20)) { } return 5; }
                if (!strcmp(how, "open")) { while (open("/", O_RDONLY) >= 0) { } return errno == EMFILE ? 6 : 1; }
                if (!strcmp(how, "forks")) { pid_t p; while ((p = fork()) > 0) { } if (p == 0) { sleep(60); } return 7; }
                if (!strcmp(how, "stop")) { kill(getpid(), SIGSTOP); return 1; }
                if (!strcmp(how, "leave-holder")) {
                    if (fork() == 0) { if (fork() == 0) sleep(60); _exit(0); }
                    wait(0);
                    return 8;
                }
                if (!strcmp(how, "deaf")) { close(0); return 9; }
                return 99;
                """));
    }

    /** Makes one run that ends in this way. */
    void run(Engine engine, Path program, ScheduledExecutorService others) {
        JailSpec spec = change.apply(
                JailSpec.of(program).withArguments(List.of(argument)).withAllow(ALLOWED));
        Object[] ended = new Object[1];
        provoke(() -> ended[0] = end(engine, spec), others);
        boolean stillInterrupted = Thread.interrupted();
        if (!expected.test(ended[0]) || stillInterrupted != ended[0] instanceof RunInterruptedException) {
            throw new AssertionError(this + " ended with " + ended[0] + ", interrupted: " + stillInterrupted);
        }
    }

    void provoke(Runnable run, ScheduledExecutorService others) {
        run.run();
    }

    private static Object end(Engine engine, JailSpec spec) {
        try {
            return engine.run(spec).termination();
        } catch (InvalidJailSpecException | ConfinementException | RunInterruptedException e) {
            return e;
        }
    }

    private static UnaryOperator<JailSpec> limits(UnaryOperator<ResourceLimits> change) {
        return spec -> spec.withLimits(change.apply(spec.limits()));
    }

    private static Predicate<Object> denied(String syscall) {
        return end -> end instanceof SyscallDenied denied && denied.syscall().equals(syscall);
    }

    private static Predicate<Object> exceeded(LimitKind kind) {
        return end -> end instanceof LimitExceeded exceeded && exceeded.kind() == kind;
    }
}
