package dev.zjail.truthimatics;

import dev.zjail.engine.Conditions;
import dev.zjail.engine.JailSpec;
import java.time.Duration;
import java.util.SortedMap;

/** A run that an {@link Investigation} asks for beyond the first. */
sealed interface FurtherRun {

    /**
     * A run on another input.
     *
     * @param number which of the contrasts it is, from 1
     * @param spec what to run
     */
    record Contrast(int number, JailSpec spec) implements FurtherRun {}

    /**
     * A watched run on the same input, under the usual conditions.
     *
     * @param step which step of the {@link ReplayPlan} it is
     */
    record Watched(int step) implements FurtherRun {}

    /**
     * A run on the same input.
     *
     * @param step the step of the {@link ReplayPlan} that it belongs to
     * @param conditions what is to surround it
     * @param varied what they vary, and how
     * @param sinceFirst how long after the first run it must begin, at least
     */
    record Replay(int step, Conditions conditions, SortedMap<Axis, String> varied, Duration sinceFirst)
            implements FurtherRun {
        /** Copies what is varied. */
        public Replay {
            varied = CounterExample.copy(varied);
        }
    }
}
