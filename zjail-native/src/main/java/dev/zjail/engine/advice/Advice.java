package dev.zjail.engine.advice;

import dev.zjail.engine.Execution;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.ObservedSyscall;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.LimitExceeded;
import dev.zjail.engine.Termination.SyscallDenied;
import java.util.Collection;
import java.util.List;
import org.apiguardian.api.API;

/** Says what a program may lack that did not do what its test expected. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Advice {
    /** What the program would have used is not known; twice as much is too little too often. */
    private static final long MEMORY_FACTOR = 4;

    private Advice() {}

    /**
     * Looks at a run: at the call it was killed for, the limit it met, what it wrote. Reads the program and what it
     * names on the host, and runs nothing.
     *
     * @param run any run
     * @return what to add, the likeliest first; none if nothing is known to help
     */
    public static List<Suggestion> on(Execution run) {
        return suggestions(run).stream()
                .filter(suggestion -> !suggestion.isEmpty())
                .distinct()
                .toList();
    }

    private static List<Suggestion> suggestions(Execution run) {
        if (run.termination() instanceof SyscallDenied denied) {
            return new CallClues(run).onDenied(denied);
        }
        if (run.termination() instanceof LimitExceeded exceeded) {
            return exceeded.kind() == LimitKind.MEMORY
                    ? List.of(Suggestion.of("limits.memory", AttributeTexts.bytes(exceeded.limit() * MEMORY_FACTOR)))
                    : List.of();
        }
        return new OutputClues(run).suggestions();
    }

    /**
     * Looks at the calls that a program made beyond its policy and, unless it exited with 0, at what it wrote.
     *
     * @param run the run
     * @param calls the calls
     * @return what to add so that it can make all of them; nothing is refused
     */
    public static Suggestion onObserved(Execution run, Collection<ObservedSyscall> calls) {
        Suggestion onCalls = new CallClues(run).onMade(calls);
        boolean didAll = run.termination() instanceof Exited exited && exited.status() == 0;
        return didAll ? onCalls : onCalls.and(on(run).stream().findFirst().orElse(Suggestion.NONE));
    }

    /**
     * Refuses instead what a program may do without. Whether it does is to be tried.
     *
     * @param run the first run, under the policy that the test asked for
     * @param calls what was made beyond that
     * @param allowing what allows all of it
     * @return the same, but for calls that are as well refused
     */
    public static Suggestion refusing(Execution run, Collection<ObservedSyscall> calls, Suggestion allowing) {
        return new CallClues(run).refusing(allowing, calls);
    }
}
