package dev.zjail.truthimatics;

import dev.zjail.engine.Execution;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What one run used: a few numbers, where the run itself holds all that the program wrote. Immutable.
 *
 * @param kind what kind of run it was
 * @param number which further run on the same input, or which on another one; 0 for the first run
 * @param used what it used, as far as that was seen
 * @param shares how much that is of each limit
 */
record RunUsage(Kind kind, int number, Map<UsedQuantity, Long> used, List<LimitShare> shares) {
    /** Of runs that used as much, the first in this order is named. */
    static final Comparator<RunUsage> ORDER =
            Comparator.comparing((RunUsage run) -> run.kind == Kind.OTHER_INPUT).thenComparing(RunUsage::number);

    /** What is to be known of a run to compare its usage with that of others. */
    enum Kind {
        /** On the same input, with nothing varied. */
        NOTHING_VARIED,
        /** On the same input, under other conditions. */
        VARIED,
        /** On the same input, and watched: that takes time, and it is not the program that takes it. */
        WATCHED,
        /** On another input. */
        OTHER_INPUT
    }

    RunUsage {
        used = Collections.unmodifiableMap(new EnumMap<>(used));
        shares = List.copyOf(shares);
    }

    static RunUsage first(Execution run) {
        return of(Kind.NOTHING_VARIED, 0, run, Evidence.FIRST_RUN);
    }

    static RunUsage replay(Kind kind, int number, Execution run) {
        return of(kind, number, run, "replay " + number);
    }

    static RunUsage contrast(int number, Execution run) {
        return of(Kind.OTHER_INPUT, number, run, "contrast " + number);
    }

    private static RunUsage of(Kind kind, int number, Execution run, String name) {
        Map<UsedQuantity, Long> used = new EnumMap<>(UsedQuantity.class);
        for (UsedQuantity quantity : UsedQuantity.values()) {
            OptionalLong seen = quantity.of(run);
            if (seen.isPresent()) {
                used.put(quantity, seen.getAsLong());
            }
        }
        return new RunUsage(kind, number, used, LimitShare.of(run, name));
    }
}
