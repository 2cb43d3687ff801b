package dev.zjail.report;

import dev.zjail.audit.RecordedRun;
import dev.zjail.audit.Trail;
import dev.zjail.engine.Quantities;
import dev.zjail.truthimatics.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The page that shows all runs of a reports directory. No script, no inline style and no image: it opens from a file as
 * well as under Jenkins' content security policy, and reads well without its stylesheet.
 */
final class ReportPage {
    static final String STYLESHEET = "zjail.css";

    private final List<Trail> trails;
    private final List<RecordedRun> runs;
    private final StringBuilder html = new StringBuilder();

    private ReportPage(List<Trail> trails) {
        this.trails = trails;
        this.runs = trails.stream()
                .flatMap(trail -> trail.runs().stream())
                .sorted(Comparator.comparing(ReportPage::urgency)
                        .thenComparing(RecordedRun::testClass)
                        .thenComparing(RecordedRun::testName)
                        .thenComparing(RecordedRun::startedAt)
                        .thenComparing(RecordedRun::runNumber))
                .toList();
    }

    static String of(List<Trail> trails) {
        return new ReportPage(trails).render();
    }

    /** What needs a reader comes first. */
    private static int urgency(RecordedRun run) {
        return switch (run.verdict()) {
            case REJECT -> 0;
            case UNCERTAIN -> 1;
            case DETERMINISTIC -> 2;
        };
    }

    private String render() {
        html.append("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>Jailed runs</title>
                <link rel="stylesheet" href="%s">
                </head>
                <body>
                <main>
                <h1>Jailed runs</h1>
                """.formatted(STYLESHEET));
        html.append("<p>").append(Markup.escape(Totals.of(runs).sentence())).append("</p>\n");
        runTable();
        trailTable();
        html.append("</main>\n</body>\n</html>\n");
        return html.toString();
    }

    private void runTable() {
        openTable("Every run, rejected ones first", List.of("Test", "Verdict", "How it ended", "Why", "Used", "Audit"));
        runs.forEach(this::runRow);
        closeTable();
    }

    private void runRow(RecordedRun run) {
        html.append("<tr>\n<th scope=\"row\"><bdi>")
                .append(Markup.escape(run.testName()))
                .append("</bdi><br><small>")
                .append(Markup.escape(run.testClass()))
                .append(run.runNumber() > 1 ? ", run " + run.runNumber() : "")
                .append(", ")
                .append(run.startedAt())
                .append("</small></th>\n");
        html.append("<td class=\"")
                .append(run.verdict().name().toLowerCase(Locale.ROOT))
                .append("\">")
                .append(mark(run.verdict()))
                .append(' ')
                .append(run.verdict())
                .append("</td>\n");
        cell(Markup.escape(run.termination()));
        cell(why(run));
        cell(used(run));
        cell(run.auditFile()
                .map(file -> "<a href=\"../" + Markup.escape(file) + "\">record</a>")
                .orElse("none"));
        html.append("</tr>\n");
    }

    /** Verdicts differ in word and mark, never in colour alone. */
    private static String mark(Verdict verdict) {
        return switch (verdict) {
            case REJECT -> "✗";
            case UNCERTAIN -> "?";
            case DETERMINISTIC -> "✓";
        };
    }

    private static String why(RecordedRun run) {
        String evidence = run.evidence().stream()
                .map(sentence -> "<li>" + Markup.escape(sentence) + "</li>")
                .collect(Collectors.joining("", "<ul>", "</ul>"));
        return run.settledBy().isEmpty()
                ? evidence
                : evidence + "<p>Settled by " + Markup.escape(run.settledBy()) + "</p>";
    }

    private static String used(RecordedRun run) {
        return Quantities.duration(run.wall()) + " wall, " + Quantities.duration(run.cpu()) + " CPU, "
                + Quantities.bytes(run.maxResidentBytes()) + " resident";
    }

    private void trailTable() {
        openTable("The trails these runs are recorded in", List.of("Trail", "Runs", "State"));
        trails.forEach(this::trailRow);
        closeTable();
    }

    private void trailRow(Trail trail) {
        String name = Markup.escape(String.valueOf(trail.file().getFileName()));
        html.append("<tr>\n<th scope=\"row\">").append(name).append("</th>\n");
        cell(Integer.toString(trail.runs().size()));
        cell(trail.state() + ": " + Markup.escape(trail.finding()));
        html.append("</tr>\n");
    }

    private void openTable(String caption, List<String> columns) {
        html.append("<table>\n<caption>").append(caption).append("</caption>\n<thead><tr>");
        columns.forEach(
                column -> html.append("<th scope=\"col\">").append(column).append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
    }

    private void closeTable() {
        html.append("</tbody>\n</table>\n");
    }

    private void cell(String content) {
        html.append("<td>").append(content).append("</td>\n");
    }
}
