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
 * spans, where Markdown knows no link, image, HTML, emphasis or mention; a span begins with more backticks than its
 * text has in a row, and the bar, which could end a cell, is shown as its code.
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
        String why = outcome.reason().isEmpty() ? outcome.why() : code(inOneLine(outcome.reason()));
        return "| " + code(test.simpleClassName() + ": " + test.testName()) + " | " + outcome.sentence() + " | "
                + (outcome.didNotRun() ? "did not run" : Long.toString(outcome.runs())) + " | " + why + " |\n";
    }

    private void endings() {
        Map<Ending.Stopper, Long> counts = report.runs().stream()
                .collect(Collectors.groupingBy(
                        run -> run.ending().stopper(), java.util.TreeMap::new, Collectors.counting()));
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

    private static String inOneLine(String text) {
        return text.strip().replaceAll("\\s*\\n\\s*", " ");
    }

    /**
     * A code span. What ends one is as many backticks as begin it: here more than the text has in a row. It has no bar,
     * which would end a cell.
     */
    static String code(String foreign) {
        String shown = ForeignText.line(foreign, LONGEST_TEXT).replace("|", "\\u{7c}");
        if (shown.isBlank()) {
            return "(blank)";
        }
        String fence = "`".repeat(longestRun(shown) + 1);
        // A space at both ends is taken off again, and keeps a backtick of the text apart from the fence.
        String pad = shown.startsWith("`") || shown.endsWith("`") ? " " : "";
        return fence + pad + shown + pad + fence;
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
