package dev.zjail.engine.launcher;

import dev.zjail.engine.Answers;
import dev.zjail.engine.Conditions;
import dev.zjail.engine.Schedule;
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
    WATCHING,
    /** The process is killed; of what the policy does allow, what can be answered otherwise is told of. */
    ANSWERING,
    /** The process is killed; of what the policy does allow, what others may wait for is told of. */
    SCHEDULING;

    static FilterMode of(Conditions conditions) {
        if (!conditions.answers().equals(Answers.AS_IT_IS)) {
            return ANSWERING;
        }
        return conditions.schedule().late().contains(Schedule.Late.CALLERS) ? SCHEDULING : KILLING;
    }

    /** Whether what the program could read without a system call is hidden or trapped. */
    boolean isWatching() {
        return this == WATCHING || this == ANSWERING;
    }

    SeccompProgram compile(SyscallPolicy policy, GuestStart start) {
        return switch (this) {
            case KILLING -> policy.compile(Architecture.current(), start);
            case WATCHING -> policy.compileForWatching(Architecture.current(), start, WatchedRuns.noteworthyCalls());
            case ANSWERING -> policy.compileForWatching(Architecture.current(), start, WatchedRuns.answerableCalls());
            case SCHEDULING ->
                policy.compileForWatching(Architecture.current(), start, WatchedRuns.callsOthersMayWaitFor());
            case OBSERVING -> policy.compileForObserving(Architecture.current(), start);
        };
    }
}
