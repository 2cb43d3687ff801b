package dev.zjail.engine.launcher;

import dev.zjail.engine.InputPace;
import java.time.Duration;

/** How much of a guest's standard input is due, and when there is more. */
final class PacedInput {
    private static final long BETWEEN_PIECES = Duration.ofMillis(10).toNanos();

    /** Longer than a program waits that takes a default if nothing comes at once. */
    private static final long LATE = Duration.ofMillis(25).toNanos();

    private static final int LAST_PIECE = 2;

    private final InputPace pace;
    private final int size;
    private boolean begun;
    private long begunAt;

    PacedInput(InputPace pace, int size) {
        this.pace = pace;
        this.size = size;
    }

    /** The guest is at its first instruction, and will be let go on. */
    void begin() {
        begun = true;
        begunAt = System.nanoTime();
    }

    boolean isPaced() {
        return pace != InputPace.AT_ONCE;
    }

    boolean isAllDue() {
        return pieces() == LAST_PIECE;
    }

    /** How many bytes, from the first on. */
    int due() {
        return switch (pieces()) {
            case LAST_PIECE -> size;
            case 1 -> size / 2;
            case 0 -> Math.min(1, size / 2);
            default -> 0;
        };
    }

    /** The number of the last piece that is due, from 0. */
    private int pieces() {
        if (pace == InputPace.AT_ONCE) {
            return LAST_PIECE;
        }
        if (!begun) {
            return -1;
        }
        long elapsed = System.nanoTime() - begunAt;
        if (pace == InputPace.LATE) {
            return elapsed < LATE ? -1 : LAST_PIECE;
        }
        return (int) Math.min(LAST_PIECE, elapsed / BETWEEN_PIECES);
    }

    long nanosecondsUntilMore() {
        if (isAllDue() || !begun) {
            return Long.MAX_VALUE;
        }
        long elapsed = System.nanoTime() - begunAt;
        return pace == InputPace.LATE ? LATE - elapsed : BETWEEN_PIECES - elapsed % BETWEEN_PIECES;
    }
}
