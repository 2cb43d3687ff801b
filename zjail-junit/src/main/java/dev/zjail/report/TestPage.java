package dev.zjail.report;

import dev.zjail.audit.RecordedFields;
import dev.zjail.audit.RecordedRun;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** The page of one test: what became of it, and each of its runs. */
final class TestPage {
    /**
     * A test may run its program thousands of times, and a page must stay one that a browser opens at once. The others
     * are in the table, with links to their records.
     */
    static final int RUNS_IN_FULL = 30;

    private final Path reportsDirectory;
    private final ReportedTest test;
    /** Those that this page shows in full, each read once. */
    private final IdentityHashMap<RecordedRun, RecordedFields> records = new IdentityHashMap<>();

    private TestPage(Path reportsDirectory, ReportedTest test) {
        this.reportsDirectory = reportsDirectory;
        this.test = test;
    }

    static String of(Path reportsDirectory, ReportedTest test) {
        TestPage page = new TestPage(reportsDirectory, test);
        return Page.of(test.testName() + ", " + test.simpleClassName(), page::header, page::main);
    }

    private void header(Html html) {
        html.open("nav", "aria-label", "Report");
        html.element("a", "← All jailed runs", "href", Page.INDEX).closeLine();
        html.open("h1").foreign(test.testName()).closeLine();
        html.open("p", "class", "lead").foreign(test.testClass()).closeLine();
        html.open("p");
        test.outcome().ifPresent(outcome -> {
            html.text("The test ");
            Page.outcome(html, outcome);
        });
        html.text(test.outcome().isPresent() ? "; its program is " : "The program is ");
        shownRun().ifPresent(run -> Page.verdict(html, record(run), run.verdict()));
        html.closeLine();
        test.outcome().filter(outcome -> !outcome.reason().isEmpty()).ifPresent(outcome -> Page.why(html, outcome));
    }

    private RecordedFields record(RecordedRun run) {
        return records.computeIfAbsent(run, RecordedRun::fields);
    }

    private Optional<RecordedRun> shownRun() {
        return test.runs().stream()
                .filter(run -> Optional.of(run.verdict()).equals(test.verdict()))
                .findFirst();
    }

    private void main(Html html) {
        List<RecordedRun> runs = test.runs();
        if (runs.size() > 1) {
            runTable(html, runs);
        }
        runs.stream().limit(RUNS_IN_FULL).forEach(run -> runSection(html, run, runs.indexOf(run) + 1));
    }

    private void runTable(Html html, List<RecordedRun> runs) {
        html.open("section", "aria-labelledby", "runs").element("h2", "Its " + runs.size() + " runs", "id", "runs");
        if (runs.size() > RUNS_IN_FULL) {
            html.element("p", "The first " + RUNS_IN_FULL + " are on this page; the others have their records.");
        }
        TimeLine times = TimeLine.of(runs);
        html.openTable(
                "In the order in which they were begun", List.of("Run", "Verdict", "How it ended", "When", "Record"));
        for (int i = 0; i < runs.size(); i++) {
            RecordedRun run = runs.get(i);
            html.open("tr").open("th", "scope", "row");
            if (i < RUNS_IN_FULL) {
                html.element("a", "Run " + (i + 1), "href", "#run-" + (i + 1));
            } else {
                html.text("Run " + (i + 1));
            }
            html.close().cell("Verdict");
            RecordedFields record = i < RUNS_IN_FULL ? record(run) : run.fields();
            Page.verdict(html, record, run.verdict());
            html.close().cell("How it ended", Ending.of(record).sentence()).cell("When");
            times.stretch(html, run, record);
            html.close()
                    .cell("Record")
                    .link(RunSection.recordLink(run), "record")
                    .close()
                    .closeLine();
        }
        html.closeTable().closeLine();
    }

    private void runSection(Html html, RecordedRun run, int number) {
        String id = "run-" + number;
        html.open("section", "class", "run", "aria-labelledby", id);
        html.open("h2", "id", id).text(test.runs().size() == 1 ? "Its run " : "Run " + number + " ");
        Page.verdict(html, record(run), run.verdict());
        html.closeLine();
        new RunSection(
                        html,
                        reportsDirectory,
                        run,
                        record(run),
                        Optional.of(number).filter(n -> test.runs().size() > 1))
                .write();
        html.closeLine();
    }
}
