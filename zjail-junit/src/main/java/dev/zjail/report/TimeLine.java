package dev.zjail.report;

import dev.zjail.audit.RecordedFields;
import dev.zjail.audit.RecordedRun;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.Quantities;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * When runs were made, and how much of that time they spent on a CPU.
 *
 * @param begin when the first of them was begun
 * @param length from there to the end of the last one, in nanoseconds; at least 1
 */
record TimeLine(Instant begin, double length) {

    static TimeLine of(List<RecordedRun> runs) {
        Instant begin = Instant.MAX;
        Instant end = Instant.MIN;
        for (RecordedRun run : runs) {
            Instant begun = begun(run, run.fields());
            begin = begun.isBefore(begin) ? begun : begin;
            end = begun.plus(run.wall()).isAfter(end) ? begun.plus(run.wall()) : end;
        }
        return new TimeLine(begin, Math.max(1, nanoseconds(begin, end)));
    }

    /** A run by itself fills the line. */
    static void alone(Html html, RecordedRun run, RecordedFields record) {
        html.open("p", "class", "timeline");
        new TimeLine(begun(run, record), Math.max(1, run.wall().toNanos())).stretch(html, run, record);
        html.closeLine();
    }

    void stretch(Html html, RecordedRun run, RecordedFields record) {
        double from = nanoseconds(begin, begun(run, record)) / length;
        double wall = Math.max(0, run.wall().toNanos());
        double cpu = record.number("usage.cpu_of_all_ns").orElse(run.cpu().toNanos());
        String words = words(run, (long) cpu);
        Drawing.stretch(html, "time, the darker part on a CPU", from, from + wall / length, wall > 0 ? cpu / wall : 0);
        html.text(" " + words);
    }

    private static String words(RecordedRun run, long cpu) {
        return "ran for "
                + Quantities.format(LimitKind.WALL, Math.max(0, run.wall().toNanos())) + ", "
                + Quantities.format(LimitKind.CPU, Math.max(0, cpu)) + " on a CPU";
    }

    /** To the nanosecond, where the record has it so. */
    private static Instant begun(RecordedRun run, RecordedFields record) {
        try {
            return record.text("started_at").map(Instant::parse).orElse(run.startedAt());
        } catch (DateTimeParseException e) {
            return run.startedAt();
        }
    }

    /** Of a time that is out of all bounds, whatever was recorded: a number. */
    private static double nanoseconds(Instant from, Instant to) {
        Duration between = Duration.between(from, to);
        return between.getSeconds() * 1e9 + between.getNano();
    }
}
