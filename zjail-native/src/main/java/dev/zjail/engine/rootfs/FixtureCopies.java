package dev.zjail.engine.rootfs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The copies of one fixture that no run has. What two guests share of a file is a channel between them (locks, futexes,
 * the page cache), so that no two run on the same copy at the same time.
 *
 * <p>Safe for use by many threads at once.
 */
final class FixtureCopies {
    private static final long MOST_IDLE_BYTES = 256L << 20;
    private static final int MOST_IDLE = 32;

    private final Deque<RootfsFixture> idle = new ArrayDeque<>();
    private final int mostIdle;

    FixtureCopies(long bytesOfOne) {
        this.mostIdle = Math.toIntExact(Math.max(1, Math.min(MOST_IDLE, MOST_IDLE_BYTES / Math.max(1, bytesOfOne))));
    }

    /** Takes the copy that was in use last: so few stay in use where few runs are under way at once. */
    synchronized Optional<RootfsFixture> take() {
        return Optional.ofNullable(idle.pollFirst());
    }

    /** Returns false, and does not keep the copy, if there are enough. */
    synchronized boolean giveBack(RootfsFixture copy) {
        boolean keeps = idle.size() < mostIdle;
        if (keeps) {
            idle.addFirst(copy);
        }
        return keeps;
    }
}
