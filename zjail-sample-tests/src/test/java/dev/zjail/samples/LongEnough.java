package dev.zjail.samples;

import dev.zjail.engine.ResourceLimits;
import dev.zjail.junit.Jail;
import dev.zjail.junit.JailResult;
import java.time.Duration;

/** Limits of time on the wall, which end a program, but not before it had a turn on a busy machine. */
final class LongEnough {
    private static final Duration FIRST = Duration.ofMillis(300);
    private static final int LONGER = 4;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private LongEnough() {}

    /** Runs a program that announces what it does; again under a longer limit if it did not even get to say that. */
    static JailResult toAnnounce(Jail jail, ResourceLimits limits, String... arguments) {
        Duration wall = FIRST;
        JailResult run = jail.withLimits(limits.withWall(wall)).run(arguments);
        while (run.stdout().bytes().length == 0 && wall.compareTo(LONGEST) < 0) {
            wall = wall.multipliedBy(LONGER);
            run = jail.withLimits(limits.withWall(wall)).run(arguments);
        }
        return run;
    }
}
