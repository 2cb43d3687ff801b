package dev.zjail.report;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Shows that a long suite goes on: at most a line in each interval, and none before the first is over. Lines go to
 * {@code System.out}, which a build tool has replaced; never to file descriptor 1, over which Surefire talks to its
 * forks. Safe for use by many threads.
 */
final class Progress {
    /** The configuration parameter for the interval, in whole seconds; 0 for no line at all. */
    static final String PARAMETER = "zjail.progress.seconds";

    private static final long DEFAULT_SECONDS = 30;

    private final Supplier<PrintStream> out;
    private final LongSupplier nanoTime;
    private long interval;
    private long begun;
    private long printed;
    private long tests;
    private long runs;

    Progress(Supplier<PrintStream> out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
    }

    synchronized void begin(Function<String, Optional<String>> parameters) {
        interval = Duration.ofSeconds(
                        parameters.apply(PARAMETER).map(Progress::seconds).orElse(DEFAULT_SECONDS))
                .toNanos();
        begun = nanoTime.getAsLong();
        printed = begun;
    }

    /** A wrong number is no reason to fail a test session, which would be all this could do: the default holds. */
    private static long seconds(String value) {
        return value.matches("[0-9]{1,6}") ? Long.parseLong(value) : DEFAULT_SECONDS;
    }

    synchronized void ran() {
        runs++;
        print();
    }

    synchronized void testFinished() {
        tests++;
        print();
    }

    private void print() {
        long now = nanoTime.getAsLong();
        if (interval > 0 && runs > 0 && now - printed >= interval) {
            printed = now;
            long seconds = Duration.ofNanos(now - begun).toSeconds();
            out.get()
                    .println("zjail: " + counted(runs, "jailed run") + " and " + counted(tests, "test") + " in "
                            + counted(seconds, "second") + ", going on");
        }
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
