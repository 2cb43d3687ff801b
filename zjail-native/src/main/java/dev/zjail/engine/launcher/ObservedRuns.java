package dev.zjail.engine.launcher;

import dev.zjail.engine.Confinement;
import dev.zjail.engine.Execution;
import dev.zjail.engine.Layer;
import dev.zjail.engine.LayerState;
import dev.zjail.engine.ObservedRun;
import dev.zjail.engine.ObservedSyscall;
import dev.zjail.engine.launcher.LaunchReport.RecordedCall;
import dev.zjail.engine.policy.Architecture;
import dev.zjail.engine.policy.SyscallIdentity;
import java.util.List;

/** Makes of a run that was observed what the caller gets: the calls by name, and a confinement without layer 7. */
final class ObservedRuns {
    private ObservedRuns() {}

    static ObservedRun observedRun(Execution run, List<RecordedCall> recorded) {
        List<ObservedSyscall> syscalls = recorded.stream()
                .filter(call -> !call.isRefused())
                .map(ObservedRuns::syscall)
                .toList();
        return new ObservedRun(withoutLayerSeven(run), syscalls, recorded.size() < RecordedCall.MOST);
    }

    private static ObservedSyscall syscall(RecordedCall call) {
        SyscallIdentity identity = SyscallIdentity.of(Architecture.current().auditArch(), call.number());
        return new ObservedSyscall(identity.syscall(), call.number(), saturated(call.times()), call.arguments());
    }

    private static int saturated(long times) {
        return (int) Math.min(times, Integer.MAX_VALUE);
    }

    private static Execution withoutLayerSeven(Execution run) {
        List<LayerState> layers = run.confinement().layers().stream()
                .map(ObservedRuns::unlessSeccomp)
                .toList();
        return run.withConfinement(new Confinement(layers, run.confinement().observing()));
    }

    private static LayerState unlessSeccomp(LayerState state) {
        return state.layer() == Layer.SECCOMP
                ? new LayerState(
                        Layer.SECCOMP,
                        false,
                        "the program was observed: what the policy does not allow was written down, and made",
                        state.facts())
                : state;
    }
}
