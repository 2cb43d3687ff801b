package dev.zjail.engine.launcher;

import dev.zjail.engine.policy.Architecture;
import dev.zjail.engine.policy.GuestStart;
import dev.zjail.engine.policy.SeccompProgram;
import dev.zjail.engine.policy.SyscallPolicy;

/** What layer 7 does about a system call that the policy does not allow. */
enum FilterMode {
    /** The process is killed. */
    KILLING,
    /** The call is written down and made. */
    OBSERVING,
    /** The process is killed; of what the policy does allow, what is noteworthy is written down. */
    WATCHING;

    SeccompProgram compile(SyscallPolicy policy, GuestStart start) {
        return switch (this) {
            case KILLING -> policy.compile(Architecture.current(), start);
            case WATCHING -> policy.compileForWatching(Architecture.current(), start, WatchedRuns.noteworthyCalls());
            case OBSERVING -> policy.compileForObserving(Architecture.current(), start);
        };
    }
}
