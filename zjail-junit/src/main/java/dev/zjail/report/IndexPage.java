package dev.zjail.report;

import dev.zjail.audit.Trail;
import dev.zjail.audit.TrailState;
import dev.zjail.report.Ending.Stopper;
import dev.zjail.report.TestOutcome.Status;
import dev.zjail.truthimatics.Verdict;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page to open first: what needs a look, every test, what stopped which program, and the trails. */
final class IndexPage {
    private static final int NEAREST = 5;
    private static final int MOST_BUILDS = 20;
    private static final int MOST_TRAILS = 4;
    private static final List<Stopper> COLUMNS =
            List.of(Stopper.SYSTEM_CALL, Stopper.SIGNAL, Stopper.LIMIT, Stopper.NOTHING);
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Report report;
    private final List<ReportedRun> rows;
    private final Map<String, List<ReportedRun>> rowsByTest;

    private IndexPage(Report report) {
        this.report = report;
        this.rows = report.runs();
        this.rowsByTest =
                rows.stream().collect(Collectors.groupingBy(row -> row.test().uniqueId()));
    }

    static String of(Report report) {
        IndexPage page = new IndexPage(report);
        return Page.of("Jailed runs", page::header, page::main);
    }

    private void header(Html html) {
        html.element("h1", "Jailed runs").open("p", "class", "lead").text(counted(rows.size(), "jailed run"));
        html.text(when()).closeLine();
        html.open("nav", "aria-label", "On this page").open("ul");
        for (String[] target : new String[][] {
            {"#look", "Needs a look"},
            {"#tests", "Tests"},
            {"#programs", "Programs"},
            {"#limits", "Limits"},
            {"#trails", "Trails"}
        }) {
            html.open("li").element("a", target[1], "href", target[0]).close();
        }
        html.close().closeLine();
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private String when() {
        Optional<Instant> first =
                rows.stream().map(row -> row.run().startedAt()).min(Comparator.naturalOrder());
        Optional<Instant> last = rows.stream().map(row -> row.run().startedAt()).max(Comparator.naturalOrder());
        if (first.isEmpty() || last.isEmpty()) {
            return "";
        }
        return ", begun from " + WHEN.format(first.get()) + " to " + WHEN.format(last.get()) + " UTC";
    }

    private void main(Html html) {
        totals(html);
        needsALook(html);
        tests(html);
        programs(html);
        limits(html);
        trails(html);
    }

    private void totals(Html html) {
        html.open("section", "class", "totals", "aria-labelledby", "totals").element("h2", "Totals", "id", "totals");
        strip(html, report.outcomes());
        html.open("ul", "class", "cards");
        Map<Status, Long> outcomes = report.outcomes();
        for (Status status : Status.values()) {
            if (status == Status.PASSED || outcomes.containsKey(status)) {
                card(html, status.word(), status.mark(), outcomes.getOrDefault(status, 0L), status.word(), "tests");
            }
        }
        Map<Verdict, Long> verdicts = rows.stream()
                .filter(ReportedRun::askedFor)
                .collect(Collectors.groupingBy(
                        row -> row.run().verdict(), () -> new EnumMap<>(Verdict.class), Collectors.counting()));
        verdicts.forEach((verdict, number) -> card(
                html, verdict.name().toLowerCase(Locale.ROOT), Page.mark(verdict), number, verdict.name(), "runs"));
        html.close();
        long unasked = rows.stream().filter(row -> !row.askedFor()).count();
        if (unasked > 0) {
            html.element(
                    "p",
                    counted(unasked, "run") + " had no replays: no verdict was asked for, and "
                            + (unasked == 1 ? "it is" : "they are") + " UNCERTAIN.",
                    "class",
                    "note");
        }
        html.closeLine();
    }

    /** How the tests ended, in proportion; the cards below it have the numbers. */
    private static void strip(Html html, Map<Status, Long> outcomes) {
        double all = outcomes.values().stream().mapToLong(Long::longValue).sum();
        if (all == 0) {
            return;
        }
        String words = outcomes.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey().word())
                .collect(Collectors.joining(", "));
        html.open("svg", "class", "strip", "viewBox", "0 0 200 10", "preserveAspectRatio", "none", "role", "img");
        html.element("title", "Tests: " + words);
        double from = 0;
        for (Map.Entry<Status, Long> count : outcomes.entrySet()) {
            double to = from + count.getValue() / all;
            Drawing.part(html, count.getKey().word(), from, to);
            from = to;
        }
        html.closeLine();
    }

    private static void card(Html html, String kind, String mark, long number, String word, String what) {
        html.open("li", "class", "card " + (number == 0 ? "none" : kind)).element("strong", Long.toString(number));
        html.text(" ")
                .open("span")
                .element("span", mark, "aria-hidden", "true")
                .text(" " + word + " ")
                .close();
        html.element("small", what).closeLine();
    }

    private void needsALook(Html html) {
        section(html, "look", "Needs a look");
        List<ReportedTest> tests = report.needALook();
        if (tests.isEmpty()) {
            boolean known = !report.outcomes().isEmpty();
            html.element(
                    "p", known ? "Nothing: every jailed test ran its program and passed." : "No outcome is known.");
        } else {
            html.openTable(
                    "Tests that did not pass, or did not run their program",
                    List.of("Test", "Outcome", "Runs of its program", "Why"));
            tests.forEach(test -> lookRow(html, test));
            html.closeTable();
        }
        html.closeLine();
    }

    private static void lookRow(Html html, ReportedTest test) {
        html.open("tr");
        testHeader(html, test, true);
        test.outcome().ifPresent(outcome -> {
            html.cell("Outcome");
            Page.outcome(html, outcome);
            html.close()
                    .cell("Runs of its program", outcome.didNotRun() ? "did not run" : Long.toString(outcome.runs()));
            html.cell("Why");
            Page.why(html, outcome);
            html.close();
        });
        html.closeLine();
    }

    private static void testHeader(Html html, ReportedTest test, boolean withClass) {
        html.open("th", "scope", "row")
                .open("bdi")
                .link(test.link(), test.testName())
                .close();
        if (withClass) {
            html.text(" ").open("small").foreign(test.testClass()).close();
        }
        html.close();
    }

    private void tests(Html html) {
        section(html, "tests", "Tests");
        html.openTable("Every test, by class", List.of("Test", "Outcome", "Verdict", "How its program ended"));
        html.close();
        Map<String, List<ReportedTest>> byClass = report.tests().stream()
                .filter(test -> !test.runs().isEmpty())
                .collect(Collectors.groupingBy(ReportedTest::testClass, TreeMap::new, Collectors.toList()));
        byClass.forEach((testClass, tests) -> {
            html.open("tbody").open("tr", "class", "group");
            html.open("th", "scope", "rowgroup", "colspan", "4")
                    .foreign(testClass)
                    .close()
                    .closeLine();
            tests.forEach(test -> testRow(html, test));
            html.closeLine();
        });
        html.closeLine().closeLine();
    }

    private void testRow(Html html, ReportedTest test) {
        List<ReportedRun> runs = rowsByTest.getOrDefault(test.uniqueId(), List.of());
        ReportedRun shown = runs.stream()
                .filter(row -> Optional.of(row.run().verdict()).equals(test.verdict()))
                .findFirst()
                .orElseThrow();
        int others = runs.size() - 1;
        html.open("tr");
        testHeader(html, test, false);
        html.cell("Outcome");
        test.outcome().ifPresentOrElse(outcome -> Page.outcome(html, outcome), () -> html.text("unknown"));
        html.close().cell("Verdict");
        Page.verdict(html, shown.run().verdict(), shown.askedFor());
        html.close().cell("How its program ended").text(shown.ending().sentence());
        if (others > 0) {
            html.text(" ").element("small", others == 1 ? "and another run" : "and " + others + " other runs");
        }
        html.close().closeLine();
    }

    private void programs(Html html) {
        section(html, "programs", "What stopped which program");
        List<String> headings = new ArrayList<>(List.of("Program"));
        COLUMNS.forEach(column -> headings.add(column.heading()));
        html.openTable("Runs of each program, by what stopped it", headings);
        rows.stream()
                .collect(Collectors.groupingBy(ReportedRun::program, TreeMap::new, Collectors.toList()))
                .forEach((program, runs) -> programRow(html, program, runs));
        html.closeTable().closeLine();
    }

    private static void programRow(Html html, String program, List<ReportedRun> runs) {
        Map<Stopper, List<ReportedRun>> byStopper = runs.stream()
                .collect(Collectors.groupingBy(
                        row -> row.ending().stopper(), () -> new EnumMap<>(Stopper.class), Collectors.toList()));
        html.open("tr").open("th", "scope", "row").code(program).close();
        for (Stopper column : COLUMNS) {
            html.cell(column.heading());
            byStopper.getOrDefault(column, List.of()).stream()
                    .collect(Collectors.groupingBy(row -> row.ending().cause(), TreeMap::new, Collectors.toList()))
                    .forEach((cause, stopped) -> cause(html, column, cause, stopped));
            html.close();
        }
        html.closeLine();
    }

    private static void cause(Html html, Stopper stopper, String cause, List<ReportedRun> stopped) {
        html.open("a", "class", "cause", "href", stopped.get(0).test().pageName());
        if (stopper == Stopper.NOTHING) {
            html.text(cause);
        } else {
            html.code(cause);
        }
        html.close().text(stopped.size() == 1 ? " " : " ×" + stopped.size() + " ");
    }

    private void limits(Html html) {
        section(html, "limits", "Closest to a limit");
        html.openTable(
                "Runs that used most of a limit, without those it ended", List.of("Test", "Limit", "Used", "Share"));
        rows.stream()
                .filter(row -> row.ending().stopper() != Stopper.LIMIT)
                .filter(row -> row.nearest().isPresent())
                .sorted(Comparator.comparingDouble((ReportedRun row) ->
                                row.nearest().map(LimitUse::share).orElse(0.0))
                        .reversed())
                .limit(NEAREST)
                .forEach(row -> row.nearest().ifPresent(use -> limitRow(html, row, use)));
        html.closeTable().closeLine();
    }

    private static void limitRow(Html html, ReportedRun row, LimitUse use) {
        html.open("tr");
        testHeader(html, row.test(), true);
        html.cell("Limit", use.name()).cell("Used", use.sentence()).cell("Share");
        Page.bar(html, use);
        html.close().closeLine();
    }

    private void trails(Html html) {
        section(html, "trails", "Audit trails");
        html.openTable("The trails these runs are recorded in", List.of("Trail", "Runs", "State"));
        report.trails().forEach(trail -> trailRow(html, trail));
        html.closeTable();
        history(html);
        html.element("h3", "How to verify them");
        html.element(
                "p",
                "What this page says of a trail was true when it was written, and only of the lines themselves: whoever"
                        + " can write the files can rewrite them all. Verify a copy yourself; it needs no network:");
        html.open("pre", "tabindex", "0", "role", "region", "aria-label", "Commands that verify them");
        html.lineFeed()
                .text("java -cp CLASSPATH dev.zjail.audit.AuditCommand verify DIRECTORY")
                .lineFeed()
                .text("python3 verify_trail.py NAME.audit.jsonl")
                .closeLine();
        html.element(
                "p",
                "DIRECTORY is the one above that of this page. verify_trail.py, Python that needs nothing of"
                        + " zjail, and what a trail proves and what not, are in zjail's docs/audit.md.");
        html.closeLine();
    }

    /** What is over is told in a line for each build; its trails say the rest. */
    private void history(Html html) {
        List<EarlierBuild> earlier = report.earlier();
        if (earlier.isEmpty()) {
            return;
        }
        html.element("h3", "Earlier builds", "id", "history");
        html.element("p", "This page is about the last build alone. Of those before it the trails are still here:");
        html.open("ul", "class", "history");
        for (EarlierBuild build : earlier.subList(0, Math.min(MOST_BUILDS, earlier.size()))) {
            html.open("li")
                    .text(WHEN.format(build.begun()) + " UTC: " + build.totals().sentence() + " ");
            build.trails().stream().limit(MOST_TRAILS).forEach(trail -> trailLink(html, trail));
            andMore(html, build.trails().size() - MOST_TRAILS, "trails");
            html.closeLine();
        }
        html.close();
        andMore(html, earlier.size() - MOST_BUILDS, "builds");
    }

    private static void trailLink(Html html, Trail trail) {
        String name = String.valueOf(trail.file().getFileName());
        html.element("a", name, "href", name).text(" ");
        if (trail.state() != TrailState.INTACT) {
            html.text(trail.state() + " ");
        }
    }

    private static void andMore(Html html, int number, String what) {
        if (number > 0) {
            html.element("small", "and " + number + " more " + what);
        }
    }

    private static void trailRow(Html html, Trail trail) {
        String name = String.valueOf(trail.file().getFileName());
        html.open("tr")
                .open("th", "scope", "row")
                .element("a", name, "href", name)
                .close();
        html.cell("Runs", Integer.toString(trail.runs().size())).cell("State");
        String kind = switch (trail.state()) {
            case INTACT -> "passed";
            case INCOMPLETE -> "aborted";
            case TAMPERED -> "failed";
        };
        String mark = trail.state() == TrailState.INTACT ? "✓" : "✗";
        Page.chip(html, kind, mark, trail.state().name());
        html.text(" ").foreign(trail.finding()).close().closeLine();
    }

    private static void section(Html html, String id, String heading) {
        html.open("section", "aria-labelledby", id).element("h2", heading, "id", id);
    }
}
