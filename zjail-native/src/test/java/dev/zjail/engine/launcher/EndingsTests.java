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
import dev.zjail.engine.Tmpfs;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that hide how they end, or that only seem to; their sources lie in {@code src/test/c/endings}. */
@DisplayName("The ending that is told is the one that happened:")
class EndingsTests {
    /** No run here is to be ended by a clock: a busy machine takes its time. */
    private static final ResourceLimits PATIENT = ResourceLimits.DEFAULTS
            .withCpu(Duration.ofMinutes(2))
            .withWall(Duration.ofMinutes(5))
            .withProcesses(8);

    private final Engine engine = HostEngine.shared();

    private static JailSpec spec(String program, String policy, String... arguments) {
        return JailSpec.of(CProgram.ending(program))
                .withPolicy(policy)
                .withArguments(List.of(arguments))
                .withLimits(PATIENT);
    }

    private static SyscallDenied denied(Execution run) {
        assertThat(run.termination()).isInstanceOf(SyscallDenied.class);
        return (SyscallDenied) run.termination();
    }

    // ---- processes that are counted ----

    @ParameterizedTest
    @CsvSource({"plain, 2", "vfork, 2", "double, 3", "pipeline, 3", "threads, 3", "killed, 2", "ignored, 2"})
    @DisplayName("of programs that make processes one after the other, none is ended for their number")
    void forks(String shape, int atOnce) {
        Execution run = engine.run(spec("forks", "processes", shape, "400"));

        assertThat(run.termination()).isEqualTo(new Exited(0));
        assertThat(run.usage().maxProcesses()).isBetween(2, atOnce);
    }

    @Test
    @DisplayName("nor of those whose grandchildren end when they like, or who work side by side")
    void orphansAndWorkers() {
        Execution orphans = engine.run(spec("orphans", "processes"));
        Execution workers = engine.run(spec("workers", "processes"));

        assertThat(orphans.termination()).isEqualTo(new Exited(0));
        assertThat(orphans.usage().maxProcesses()).isBetween(2, 4);
        assertThat(workers.termination()).isEqualTo(new Exited(0));
        assertThat(workers.usage().maxProcesses()).isBetween(2, 6);
    }

    @Test
    @DisplayName("and of children for whom nobody waits the CPU time is counted")
    void burningChildren() {
        Execution run = engine.run(spec("burning-children", "processes")
                .withLimits(PATIENT.withWall(Duration.ofSeconds(1)).withProcesses(3)));

        assertThat(run.termination())
                .isInstanceOfSatisfying(
                        LimitExceeded.class, end -> assertThat(end.kind()).isEqualTo(LimitKind.WALL));
        assertThat(run.usage().maxProcesses()).isEqualTo(3);
        assertThat(run.usage().cpuOfAll()).isGreaterThan(run.usage().cpu().multipliedBy(3));
    }

    // ---- system calls that were denied ----

    @ParameterizedTest
    @CsvSource({
        "among-innocents, threads, socket, 41, x86_64, false",
        "under-signals, threads, socket, 41, x86_64, false",
        "sigsys-handled, threads, socket, 41, x86_64, false",
        "grandchild, processes, socket, 41, x86_64, true",
        "awaited-child, processes, socket, 41, x86_64, true",
        "x32, auto, execve, 1073742344, x32, false",
        "minus-one, auto, syscall_-1, -1, x86_64, false",
    })
    @DisplayName("a denied call is told by its name, whoever made it and whatever else there was")
    void denials(String how, String policy, String syscall, int number, String architecture, boolean forked) {
        for (int i = 0; i < 10; i++) {
            Execution run = engine.run(spec("denials", policy, how));

            assertThat(run.stdout().text()).isEqualTo("ARMED\n");
            assertThat(denied(run))
                    .returns(syscall, SyscallDenied::syscall)
                    .returns(number, SyscallDenied::number)
                    .returns(architecture, SyscallDenied::architecture)
                    .returns(forked, SyscallDenied::inForkedProcess);
        }
    }

    /** A kernel without it (vsyscall=none) sends SIGSEGV: then the call was not made. */
    @Test
    @DisplayName("so is one by the vsyscall page, if the kernel has one")
    void vsyscall() {
        Execution run = engine.run(spec("denials", "auto", "vsyscall"));

        assertThat(run.stdout().text()).isEqualTo("ARMED\n");
        if (run.termination() instanceof Signaled signaled) {
            assertThat(signaled.signal()).isEqualTo("SIGSEGV");
        } else {
            assertThat(denied(run).syscall()).isEqualTo("getcpu");
        }
    }

    @Test
    @DisplayName(
            "so is one from 32-bit code, behind too much output, behind a SIGSYS of one's own, or of an untraced child")
    void hiddenDenials() {
        JailSpec floods = spec("flood-then-ptrace", "auto").withLimits(PATIENT.withOutputBytes(1024));
        JailSpec untraced = spec("untraced-child", "processes").withAllow(Set.of("clone"));

        assertThat(denied(engine.run(floods)).syscall()).isEqualTo("ptrace");
        assertThat(denied(engine.run(untraced)))
                .returns("socket", SyscallDenied::syscall)
                .returns(true, SyscallDenied::inForkedProcess);
        assertThat(denied(engine.run(spec("child-hides-call", "processes"))))
                .returns(-1, SyscallDenied::number)
                .returns(true, SyscallDenied::inForkedProcess);
    }

    @Test
    @DisplayName("so is one by int 0x80; a host that has none of those sends SIGSEGV")
    void callOfI386() {
        for (int i = 0; i < 10; i++) {
            Execution run = engine.run(spec("denials", "auto", "i386"));

            assertThat(run.stdout().text()).isEqualTo("ARMED\n");
            ProcessorFeatures.assertCalledI386(run.termination(), 20);
        }
    }

    @Test
    @DisplayName("so is one from 32-bit code; a host that has none never comes to it")
    void callFrom32BitCode() {
        // Where the processor does not go there, its fault calls the handler that wants to, again and again.
        JailSpec goesThere = spec("call-from-32-bit-code", "auto")
                .withLimits(
                        ResourceLimits.DEFAULTS.withCpu(Duration.ofSeconds(2)).withWall(Duration.ofMinutes(1)));

        Execution run = engine.run(goesThere);

        assertThat(run.stdout().text()).isEqualTo("ARMED\n");
        if (ProcessorFeatures.hasCallsOfI386()) {
            assertThat(denied(run))
                    .returns("execve", SyscallDenied::syscall)
                    .returns(11, SyscallDenied::number)
                    .returns("i386", SyscallDenied::architecture);
        } else {
            assertThat(run.termination())
                    .isInstanceOfSatisfying(
                            LimitExceeded.class, end -> assertThat(end.kind()).isEqualTo(LimitKind.CPU));
        }
    }

    // ---- signals and limits ----

    @ParameterizedTest
    @ValueSource(ints = {5, 9, 24, 25, 31})
    @DisplayName("a program that sends itself the signal of a limit, or of a filter, was signalled")
    void ownSignals(int signal) {
        JailSpec spec = spec("own-signal", "threads", Integer.toString(signal))
                .withLimits(PATIENT.withFileSizeBytes(4096))
                .withTmpfs(List.of(new Tmpfs("/tmp", 1 << 20)));

        assertThat(engine.run(spec).termination())
                .isInstanceOfSatisfying(
                        Signaled.class, end -> assertThat(end.number()).isEqualTo(signal));
    }

    @ParameterizedTest
    @ValueSource(strings = {"threads", "forks", "vforks", "execs", "stops", "signals", "timers"})
    @DisplayName("however many events there are, the limit on the clock ends the run")
    void storms(String shape) {
        JailSpec spec = spec("storms", "processes", shape, "30")
                .withAllow(Set.of("setitimer", "execve"))
                .withLimits(PATIENT.withWall(Duration.ofSeconds(1)).withProcesses(100));

        Execution run = engine.run(spec);

        assertThat(run.stdout().text()).isEqualTo("UP\n");
        assertThat(run.termination())
                .isInstanceOfSatisfying(
                        LimitExceeded.class, end -> assertThat(end.kind()).isEqualTo(LimitKind.WALL));
    }

    @Test
    @DisplayName("and behind the jail's root there is nothing, whatever lies over the host's")
    void nothingBehindRoot() {
        assertThat(engine.run(spec("look-behind-root", "auto")).termination()).isEqualTo(new Exited(7));
    }
}
