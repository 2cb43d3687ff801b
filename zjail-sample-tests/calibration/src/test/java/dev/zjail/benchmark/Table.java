package dev.zjail.benchmark;

import dev.zjail.benchmark.SuiteRuns.Measured;
import java.util.Locale;
import java.util.Map;

/** Prints what was measured as docs/performance.md shows it. */
final class Table {
    private static final double NANOSECONDS_PER_MILLISECOND = 1e6;
    private static final double KIBIBYTES_PER_MEBIBYTE = 1024;
    private static final double BYTES_PER_MEGABYTE = 1e6;
    /** Of {@code USER_HZ}, which is 100 on all of Linux' architectures that zjail knows (times(2)). */
    private static final int MILLISECONDS_PER_TICK = 10;

    private Table() {}

    static void print(String heading, Map<String, Figures> measured, String base) {
        Figures unit = measured.get(base);
        System.out.printf("%n%s%n%n| | median, ms | p95, ms | times %s |%n|---|---:|---:|---:|%n", heading, base);
        measured.forEach((name, figures) -> System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.2f |%n",
                name,
                figures.median() / NANOSECONDS_PER_MILLISECOND,
                figures.percentile(95) / NANOSECONDS_PER_MILLISECOND,
                unit == null ? Double.NaN : figures.times(unit)));
    }

    static void printSuites(String heading, Map<String, Measured> measured, String base) {
        Measured unit = measured.get(base);
        System.out.printf(
                "%n%s%n%n| | median, ms | p95, ms | times %s | on a processor, ms | times %s | memory, MiB | reports, MB |%n|---|---:|---:|---:|---:|---:|---:|---:|%n",
                heading, base, base);
        measured.forEach((name, suite) -> System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.2f | %d | %.2f | %.0f | %.2f |%n",
                name,
                suite.nanoseconds().median() / NANOSECONDS_PER_MILLISECOND,
                suite.nanoseconds().percentile(95) / NANOSECONDS_PER_MILLISECOND,
                unit == null ? Double.NaN : suite.nanoseconds().times(unit.nanoseconds()),
                suite.ticks().median() * MILLISECONDS_PER_TICK,
                unit == null ? Double.NaN : suite.ticks().times(unit.ticks()),
                suite.kibibytes().median() / KIBIBYTES_PER_MEBIBYTE,
                suite.reportBytes().median() / BYTES_PER_MEGABYTE));
    }
}
