package dev.zjail.report;

import dev.zjail.audit.ManifestSummary;
import dev.zjail.audit.Trail;
import dev.zjail.audit.TrailState;
import dev.zjail.internal.ForeignText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The report in Markdown (GitHub's), short enough for the summary of a CI step. What others wrote is only ever in code
 * spans, where Markdown knows no link, image, HTML, emphasis or mention; the two characters that could end a span or a
 * cell are shown as their codes.
 */
final class SummaryMarkdown {
    /** A step's summary may have 1,024 KiB, all tools together. */
    static final int LONGEST = 64 << 10;

    static final int MOST_ROWS = 100;
    private static final int LONGEST_TEXT = 300;

    private final Report report;
    private final Optional<ManifestSummary> manifest;
    private final StringBuilder text = new StringBuilder();

    private SummaryMarkdown(Report report, Optional<ManifestSummary> manifest) {
        this.report = report;
        this.manifest = manifest;
    }

    static String of(Report report, Optional<ManifestSummary> manifest) {
        return new SummaryMarkdown(report, manifest).render();
    }

    private String render() {
        text.append("## ").append(report.totals().sentence()).append("\n\n");
        String outcomes = report.outcomes().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().word())
                .collect(Collectors.joining(", "));
        if (!outcomes.isEmpty()) {
            text.append("Jailed tests: ").append(outcomes).append(".\n\n");
        }
        needALook();
        endings();
        trails();
        manifest.ifPresent(this::anchor);
        return text.toString();
    }

    private void needALook() {
        List<ReportedTest> tests = report.needALook();
        if (tests.isEmpty()) {
            return;
        }
        text.append("### Needs a look\n\n| Test | Outcome | Runs | Why |\n|---|---|---|---|\n");
        int rows = 0;
        for (ReportedTest test : tests) {
            String row = test.outcome().map(outcome -> row(test, outcome)).orElse("");
            if (rows == MOST_ROWS || text.length() + row.length() > LONGEST) {
                text.append("\n…and ").append(tests.size() - rows).append(" more: see the report.\n");
                break;
            }
            text.append(row);
            rows++;
        }
        text.append('\n');
    }

    private static String row(ReportedTest test, TestOutcome outcome) {
        String why = outcome.reason().isEmpty() ? "it passed without running its program" : code(outcome.reason());
        return "| " + code(test.simpleClassName() + ": " + test.testName()) + " | " + outcome.sentence() + " | "
                + (outcome.didNotRun() ? "did not run" : Long.toString(outcome.runs())) + " | " + why + " |\n";
    }

    private void endings() {
        Map<Ending.Stopper, Long> counts = report.runs().stream()
                .collect(Collectors.groupingBy(
                        run -> Ending.of(run.fields()).stopper(), java.util.TreeMap::new, Collectors.counting()));
        if (counts.isEmpty()) {
            return;
        }
        text.append("### What stopped the programs\n\n| What | Runs |\n|---|---|\n");
        counts.forEach((stopper, count) -> text.append("| ")
                .append(stopper.heading())
                .append(" | ")
                .append(count)
                .append(" |\n"));
        text.append('\n');
    }

    private void trails() {
        Map<TrailState, Long> states = report.trails().stream()
                .collect(Collectors.groupingBy(Trail::state, java.util.TreeMap::new, Collectors.counting()));
        if (!states.isEmpty()) {
            text.append("Audit trails: ");
            text.append(states.entrySet().stream()
                    .map(entry -> entry.getValue() + " " + entry.getKey())
                    .collect(Collectors.joining(", ")));
            text.append(".");
            int earlier = report.earlier().size();
            if (earlier > 0) {
                text.append(" There are trails of ")
                        .append(earlier)
                        .append(earlier == 1 ? " earlier build." : " earlier builds.");
            }
            text.append('\n');
        }
    }

    private void anchor(ManifestSummary noted) {
        text.append("\nThe ")
                .append(noted.sentence())
                .append(": verify a copy with `")
                .append(noted.anchor())
                .append("`.\n");
    }

    /** A code span. It has no backtick in it, so none of any length can end it; and no bar, which would end a cell. */
    static String code(String foreign) {
        String shown =
                ForeignText.line(foreign, LONGEST_TEXT).replace("`", "\\u{60}").replace("|", "\\u{7c}");
        return shown.isBlank() ? "(blank)" : "`" + shown + "`";
    }
}
