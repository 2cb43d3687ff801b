package dev.zjail.engine.launcher;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Finds a time limit within which a program comes as far as a test needs it to come. A short one does on a quiet
 * machine, and a busy machine may not have given the program its turn by then, so a longer one is tried.
 *
 * <p>No chance is left: the longest is a thousand times and more what a program needs that has every other turn.
 */
final class LongEnough {
    private static final int LONGER = 4;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private LongEnough() {}

    /**
     * Makes a run again with a longer limit until it came that far.
     *
     * @param first the limit that does on a quiet machine
     * @param run makes a run under a limit
     * @param cameThatFar whether the program came as far as it must; where it never does, the last run is given back
     */
    static <T> T run(Duration first, Function<Duration, T> run, Predicate<T> cameThatFar) {
        T outcome = run.apply(first);
        for (Duration limit = longer(first);
                !cameThatFar.test(outcome) && limit.compareTo(LONGEST) <= 0;
                limit = longer(limit)) {
            outcome = run.apply(limit);
        }
        return outcome;
    }

    private static Duration longer(Duration limit) {
        return limit.multipliedBy(LONGER);
    }
}
