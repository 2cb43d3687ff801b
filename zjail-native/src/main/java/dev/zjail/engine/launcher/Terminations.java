package dev.zjail.engine.launcher;

import dev.zjail.engine.CapturedOutput;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Termination;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.LimitExceeded;
import dev.zjail.engine.Termination.Signaled;
import dev.zjail.engine.Termination.StackOverflow;
import dev.zjail.engine.Termination.SyscallDenied;
import dev.zjail.engine.launcher.LaunchReport.DeniedCall;
import dev.zjail.engine.launcher.LaunchReport.Ended;
import dev.zjail.engine.launcher.LaunchReport.Stop;
import dev.zjail.engine.libc.Signals;
import dev.zjail.engine.policy.SyscallIdentity;
import java.util.Optional;

/**
 * Says what ended a run, from the facts. Where several could have, the first of these holds: a system call of any
 * process that the policy denied; a limit that was enforced; the signal; the exit status. A limit counts only if it was
 * reached: a program that sends itself the signal of one was signalled.
 */
final class Terminations {
    private static final int CORE_DUMPED = 0x80;
    private static final int SIGNAL_MASK = 0x7f;
    private static final int SIGSEGV = 11;
    private static final int STATUS_SHIFT = 8;
    private static final int STATUS_MASK = 0xff;

    private final Ended ended;
    private final ResourceLimits limits;
    private final int signal;

    private Terminations(Ended ended, ResourceLimits limits) {
        this.ended = ended;
        this.limits = limits;
        this.signal = ended.status() & SIGNAL_MASK;
    }

    /** @param exceededMemory the largest use of real memory, if the kernel killed a process for it */
    static Termination of(
            Ended ended,
            ResourceLimits limits,
            Optional<Long> exceededMemory,
            CapturedOutput stdout,
            CapturedOutput stderr) {
        Terminations facts = new Terminations(ended, limits);
        return facts.denied()
                .or(() -> facts.output(stdout, stderr))
                .or(() -> facts.memory(exceededMemory))
                .or(facts::enforcedByLauncher)
                .or(facts::enforcedByKernel)
                .or(facts::signaled)
                .orElseGet(() -> new Exited((ended.status() >> STATUS_SHIFT) & STATUS_MASK));
    }

    private Optional<Termination> denied() {
        return ended.denied().stream().findFirst().map(Terminations::denied);
    }

    private static SyscallDenied denied(DeniedCall call) {
        if (call.auditArchitecture() == DeniedCall.ARCHITECTURE_UNSEEN) {
            return SyscallDenied.unseen(!call.byGuest());
        }
        SyscallIdentity identity = SyscallIdentity.of(call.auditArchitecture(), call.number());
        return new SyscallDenied(
                identity.syscall(),
                call.number(),
                identity.architecture(),
                call.arguments(),
                call.instructionPointer(),
                !call.byGuest());
    }

    private Optional<Termination> output(CapturedOutput stdout, CapturedOutput stderr) {
        if (!stdout.truncated() && !stderr.truncated()) {
            return Optional.empty();
        }
        return exceeded(LimitKind.OUTPUT, limits.outputBytes(), Math.max(stdout.totalBytes(), stderr.totalBytes()));
    }

    private Optional<Termination> memory(Optional<Long> exceededMemory) {
        return exceededMemory.flatMap(most -> exceeded(LimitKind.MEMORY, limits.memoryBytes(), most));
    }

    /** It says so only of a limit that it found reached while the guest was there. */
    private Optional<Termination> enforcedByLauncher() {
        return switch (ended.stop()) {
            case CPU -> cpu();
            case WALL -> exceeded(LimitKind.WALL, limits.wall().toNanos(), ended.wallNanoseconds());
            case IDLE -> exceeded(LimitKind.IDLE, limits.idle().orElseThrow().toNanos(), ended.idleNanoseconds());
            case PROCESSES -> exceeded(LimitKind.PROCESSES, limits.processes(), ended.mostTasks());
            case NOT, ASKED, ABANDONED, SETUP, DENIED, INIT -> Optional.empty();
        };
    }

    private Optional<Termination> enforcedByKernel() {
        boolean isOfCpuLimit = signal == Signals.SIGXCPU || (signal == Signals.SIGKILL && ended.stop() == Stop.NOT);
        if (isOfCpuLimit && cpuNanoseconds() >= limits.cpu().toNanos()) {
            return cpu();
        }
        if (signal == Signals.SIGXFSZ && ended.fileLimitMet()) {
            // setrlimit(2): sent where the file would have grown beyond the limit, so that much is in it.
            return exceeded(LimitKind.FILE_SIZE, limits.fileSizeBytes(), limits.fileSizeBytes());
        }
        return Optional.empty();
    }

    private Optional<Termination> signaled() {
        return signal == 0
                ? Optional.empty()
                : Optional.of(new Signaled(
                        Signals.name(signal), signal, (ended.status() & CORE_DUMPED) != 0, stackOverflow()));
    }

    private Optional<StackOverflow> stackOverflow() {
        boolean ofThread = ended.stackOverflow() == LaunchReport.StackOverflow.AT_GUARD_OF_THREAD;
        boolean isOne = signal == SIGSEGV && ended.stackOverflow() != LaunchReport.StackOverflow.NONE;
        return isOne ? Optional.of(new StackOverflow(ofThread, limits.stackBytes())) : Optional.empty();
    }

    private Optional<Termination> cpu() {
        return exceeded(LimitKind.CPU, limits.cpu().toNanos(), cpuNanoseconds());
    }

    private static Optional<Termination> exceeded(LimitKind kind, long limit, long observed) {
        return Optional.of(new LimitExceeded(kind, limit, observed));
    }

    private long cpuNanoseconds() {
        long byKernel = (ended.usage().userMicroseconds() + ended.usage().systemMicroseconds()) * 1000;
        return Math.max(ended.cpuNanoseconds(), byKernel);
    }
}
