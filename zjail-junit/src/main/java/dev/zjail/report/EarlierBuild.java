package dev.zjail.report;

import dev.zjail.audit.RecordedRun;
import dev.zjail.audit.Trail;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A build that is over, and whose trails are still in the directory.
 *
 * @param trails its trails, each with at least one run
 */
record EarlierBuild(List<Trail> trails) {
    EarlierBuild {
        trails = List.copyOf(trails);
    }

    /** Sorts trails by their builds, the newest build first. */
    static List<EarlierBuild> allOf(List<Trail> trails) {
        return trails.stream().collect(Collectors.groupingBy(EarlierBuild::invocationOf)).values().stream()
                .map(EarlierBuild::new)
                .sorted(Comparator.comparing(EarlierBuild::begun).reversed())
                .toList();
    }

    /** The build that a trail is of. All its records are of one JVM, and so of one build. */
    static Optional<String> invocationOf(Trail trail) {
        return trail.runs().stream().findFirst().flatMap(run -> run.fields().text("invocation_id"));
    }

    Instant begun() {
        return runs().stream()
                .map(RecordedRun::startedAt)
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    Totals totals() {
        return Totals.of(runs());
    }

    private List<RecordedRun> runs() {
        return trails.stream().flatMap(trail -> trail.runs().stream()).toList();
    }
}
