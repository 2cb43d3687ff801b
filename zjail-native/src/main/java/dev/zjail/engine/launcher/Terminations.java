package dev.zjail.engine.launcher;

import dev.zjail.engine.CapturedOutput;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Termination;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.LimitExceeded;
import dev.zjail.engine.Termination.Signaled;
import dev.zjail.engine.Termination.SyscallDenied;
import dev.zjail.engine.launcher.LaunchReport.DeniedCall;
import dev.zjail.engine.launcher.LaunchReport.Ended;
import dev.zjail.engine.launcher.LaunchReport.Stop;
import dev.zjail.engine.libc.Signals;
import dev.zjail.engine.policy.SyscallIdentity;
import java.util.Optional;

/** Says what ended a run, from the facts. */
final class Terminations {
    private static final int CORE_DUMPED = 0x80;
    private static final int SIGNAL_MASK = 0x7f;

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
        if (stdout.truncated() || stderr.truncated()) {
            long observed = Math.max(stdout.totalBytes(), stderr.totalBytes());
            return new LimitExceeded(LimitKind.OUTPUT, limits.outputBytes(), observed);
        }
        if (exceededMemory.isPresent() && ended.denied().isEmpty()) {
            return new LimitExceeded(LimitKind.MEMORY, limits.memoryBytes(), exceededMemory.get());
        }
        return new Terminations(ended, limits).fromStatus();
    }

    private Termination fromStatus() {
        if (!ended.denied().isEmpty() && (signal == Signals.SIGSYS || ended.stop() == Stop.DENIED)) {
            return denied(ended.denied().get(0));
        }
        if (signal == 0) {
            return new Exited((ended.status() >> 8) & 0xff);
        }
        if (usedUpCpu()) {
            return new LimitExceeded(LimitKind.CPU, limits.cpu().toNanos(), cpuNanoseconds());
        }
        if (signal == Signals.SIGKILL && ended.stop() == Stop.WALL) {
            return new LimitExceeded(LimitKind.WALL, limits.wall().toNanos(), ended.wallNanoseconds());
        }
        if (signal == Signals.SIGKILL && ended.stop() == Stop.IDLE) {
            return new LimitExceeded(LimitKind.IDLE, limits.idle().orElseThrow().toNanos(), ended.idleNanoseconds());
        }
        if (signal == Signals.SIGKILL && ended.stop() == Stop.PROCESSES) {
            return new LimitExceeded(LimitKind.PROCESSES, limits.processes(), ended.mostTasks());
        }
        if (signal == Signals.SIGXFSZ) {
            // setrlimit(2): sent where the file would have grown beyond the limit, so that much is in it.
            return new LimitExceeded(LimitKind.FILE_SIZE, limits.fileSizeBytes(), limits.fileSizeBytes());
        }
        return new Signaled(Signals.name(signal), signal, (ended.status() & CORE_DUMPED) != 0);
    }

    private static SyscallDenied denied(DeniedCall call) {
        SyscallIdentity identity = SyscallIdentity.of(call.auditArchitecture(), call.number());
        return new SyscallDenied(
                identity.syscall(),
                call.number(),
                identity.architecture(),
                call.arguments(),
                call.instructionPointer(),
                !call.byGuest());
    }

    /** By the launcher's hand, or by the kernel's own limits if the launcher was late: SIGXCPU, then SIGKILL. */
    private boolean usedUpCpu() {
        boolean byKernel = signal == Signals.SIGXCPU || (signal == Signals.SIGKILL && ended.stop() == Stop.NOT);
        boolean byLauncher = signal == Signals.SIGKILL && ended.stop() == Stop.CPU;
        return byLauncher || (byKernel && cpuNanoseconds() >= limits.cpu().toNanos());
    }

    private long cpuNanoseconds() {
        long byKernel = (ended.usage().userMicroseconds() + ended.usage().systemMicroseconds()) * 1000;
        return Math.max(ended.cpuNanoseconds(), byKernel);
    }
}
