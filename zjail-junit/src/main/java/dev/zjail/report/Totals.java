package dev.zjail.report;

import dev.zjail.audit.RecordedRun;
import dev.zjail.truthimatics.Verdict;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many runs have which verdict.
 *
 * @param byVerdict the counts; a verdict no run has may be missing
 */
record Totals(Map<Verdict, Long> byVerdict) {
    Totals {
        byVerdict = Collections.unmodifiableMap(byVerdict);
    }

    static Totals of(List<RecordedRun> runs) {
        return new Totals(runs.stream()
                .collect(Collectors.groupingBy(
                        RecordedRun::verdict, () -> new EnumMap<>(Verdict.class), Collectors.counting())));
    }

    /** Such as {@code 3 jailed runs: 2 UNCERTAIN, 1 REJECT}. */
    String sentence() {
        long all = byVerdict.values().stream().mapToLong(Long::longValue).sum();
        String counts = Arrays.stream(Verdict.values())
                .filter(byVerdict::containsKey)
                .map(verdict -> byVerdict.get(verdict) + " " + verdict)
                .collect(Collectors.joining(", "));
        return all + (all == 1 ? " jailed run" : " jailed runs") + (counts.isEmpty() ? "" : ": " + counts);
    }
}
