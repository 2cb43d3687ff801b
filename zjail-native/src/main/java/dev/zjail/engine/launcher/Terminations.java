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

    static Termination of(Ended ended, ResourceLimits limits, CapturedOutput stdout, CapturedOutput stderr) {
        if (stdout.truncated() || stderr.truncated()) {
            long observed = Math.max(stdout.totalBytes(), stderr.totalBytes());
            return new LimitExceeded(LimitKind.OUTPUT, limits.outputBytes(), observed);
        }
        return new Terminations(ended, limits).fromStatus();
    }

    private Termination fromStatus() {
        if (signal == 0) {
            return new Exited((ended.status() >> 8) & 0xff);
        }
        if (signal == Signals.SIGSYS && !ended.denied().isEmpty()) {
            return denied(ended.denied().get(0));
        }
        if (usedUpCpu()) {
            return new LimitExceeded(LimitKind.CPU, limits.cpu().toNanos(), cpuNanoseconds());
        }
        if (signal == Signals.SIGKILL && ended.stop() == Stop.WALL) {
            return new LimitExceeded(LimitKind.WALL, limits.wall().toNanos(), ended.wallNanoseconds());
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
                call.instructionPointer());
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
