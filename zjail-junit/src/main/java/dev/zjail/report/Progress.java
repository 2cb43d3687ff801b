package dev.zjail.report;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Shows that a long suite goes on: at most a line in each interval, and none before the first is over. Lines go to
 * {@code System.out}, which a build tool has replaced; never to file descriptor 1, over which Surefire talks to its
 * forks. Safe for use by many threads.
 */
final class Progress {
    /** The configuration parameter for the interval, in whole seconds; 0 for no line at all. */
    static final String PARAMETER = "zjail.progress.seconds";

    private static final long DEFAULT_SECONDS = 30;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

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
        interval = Duration.ofSeconds(parameters
                        .apply(PARAMETER)
                        .filter(Progress::isNumber)
                        .map(Long::valueOf)
                        .orElse(DEFAULT_SECONDS))
                .toNanos();
        begun = nanoTime.getAsLong();
        printed = begun;
    }

    /** Says what is wrong with the interval, if anything is: then the default holds. */
    static Optional<InvalidParameter> problem(Function<String, Optional<String>> parameters) {
        return parameters
                .apply(PARAMETER)
                .filter(value -> !isNumber(value))
                .map(value -> new InvalidParameter(
                        PARAMETER,
                        "must be a whole number of seconds from 0 to 999999",
                        value,
                        "It was taken for " + DEFAULT_SECONDS,
                        "give such as 60, or 0 for no line at all"));
    }

    private static boolean isNumber(String value) {
        return SECONDS.matcher(value).matches();
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
