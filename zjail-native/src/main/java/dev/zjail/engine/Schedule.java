package dev.zjail.engine;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Which threads and processes of a program are held up for some milliseconds, so that others get on first: the kernel's
 * own order is nearly always the same, and nobody promises it. Immutable.
 *
 * @param late whom it concerns
 * @param seed which of them, and for how long; how it comes out is still the kernel's doing
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Schedule(Set<Late> late, long seed) {
    /** The kernel's own order. */
    public static final Schedule OF_KERNEL = new Schedule(Set.of(), 0);

    /** Who may be held up. */
    public enum Late {
        /** Each new thread or process, before it begins. */
        NEW(1),
        /** Whoever has just made one. */
        MAKERS(2),
        /** Some that make a call by which another one may be kept waiting. */
        CALLERS(4),
        /** Some that are just anywhere in their code. */
        ANYBODY(8),
        /** Every other new thread or process, before it begins: with an odd seed the first, else the second. */
        EVERY_OTHER_NEW(16);

        private final int bit;

        Late(int bit) {
            this.bit = bit;
        }

        /**
         * Tells how the launcher calls it.
         *
         * @return a bit of {@code enum schedule} in {@code spec.h}
         */
        public int bit() {
            return bit;
        }
    }

    /** Copies the set. */
    public Schedule {
        EnumSet<Late> copy = EnumSet.noneOf(Late.class);
        copy.addAll(late);
        late = Collections.unmodifiableSet(copy);
    }
}
