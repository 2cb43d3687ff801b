package dev.zjail.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.audit.AuditTrail;
import dev.zjail.audit.HostileText;
import dev.zjail.audit.RecordedRun;
import dev.zjail.audit.TestIdentity;
import dev.zjail.audit.Trail;
import dev.zjail.audit.Trails;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.Termination;
import dev.zjail.report.TestOutcome.Status;
import dev.zjail.truthimatics.SampleRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class IndexPageTests {
    private static final String TESTS = "Every test";
    private static final String LOOK = "Tests that did not pass";

    @TempDir
    Path reports;

    private final List<TestOutcome> outcomes = new ArrayList<>();

    @Test
    void everyTestHasARowWithItsWorstRunAndItsPage() throws Exception {
        try (AuditTrail trail = AuditTrail.open(reports)) {
            Trails.append(trail, Trails.GREETS, SampleRuns.exited(0));
            Trails.append(trail, Trails.GREETS, SampleRuns.ended(SampleRuns.PTRACE_DENIED));
            Trails.append(trail, new TestIdentity("T", "other", "[o]"), SampleRuns.exited(0));
        }
        outcomes.add(passed(Trails.GREETS.uniqueId(), 2));

        Document page = Pages.parse(page());

        assertThat(Pages.texts(page, "p").get(0))
                .isEqualTo("3 jailed runs, begun from 1 March 2026, 12:00:00 to 1 March 2026, 12:00:00 UTC");
        assertThat(Pages.table(page, TESTS))
                .containsExactly(
                        List.of("T"),
                        List.of("other", "unknown", "UNCERTAIN (no replays)", "exited with status 0"),
                        List.of("com.example.GreeterTests"),
                        List.of(
                                "greets(JailResult)",
                                "✓ passed",
                                "✗ REJECT",
                                "killed by the seccomp filter in syscall ptrace, number 101 of x86_64, which the policy"
                                        + " static does not allow and another run"));
    }

    @Test
    void totalsAreCountedByVerdictAndByOutcome() throws Exception {
        Trails.closed(reports, 2);
        outcomes.add(passed(Trails.GREETS.uniqueId(), 2));
        outcomes.add(new TestOutcome("T", "t", "[t]", Status.SKIPPED, 1, 0, "off"));

        assertThat(Pages.texts(Pages.parse(page()), "li")).contains("1 ✓ passed tests", "1 – skipped tests");
    }

    @Test
    void aVerdictThatNobodyAskedForIsNoNumberButASentence() throws Exception {
        Trails.closed(reports, 2);
        assertThat(Pages.texts(Pages.parse(page()), "li")).noneMatch(card -> card.contains("UNCERTAIN"));
        assertThat(Pages.texts(Pages.parse(page()), "p"))
                .contains("2 runs had no replays: no verdict was asked for, and they are UNCERTAIN.");

        Records.change(
                Trails.only(reports),
                record -> record.putObject("further_runs").put("replays", 4).put("contrasts", 0));

        assertThat(Pages.texts(Pages.parse(page()), "li")).contains("1 ? UNCERTAIN runs");
        assertThat(Pages.texts(Pages.parse(page()), "p")).noneMatch(text -> text.contains("no verdict was asked for"));
    }

    @Test
    void howTheTestsEndedIsDrawnAndTheDrawingHasATitle() throws Exception {
        Trails.closed(reports, 1);
        outcomes.add(passed(Trails.GREETS.uniqueId(), 1));
        outcomes.add(new TestOutcome("T", "t", "[t]", Status.FAILED, 1, 1, "why"));

        Document page = Pages.parse(page());

        assertThat(Pages.texts(page, "title")).contains("Tests: 1 passed, 1 failed");
        assertThat(Pages.elements(page, "rect").stream()
                        .filter(part -> !part.getAttribute("class").equals("used"))
                        .map(part ->
                                part.getAttribute("class") + part.getAttribute("x") + "+" + part.getAttribute("width")))
                .containsExactly("passed0+100", "failed100+100");
    }

    @Test
    void whyIsTheWholeMessageWithTheDifferenceMarked() throws Exception {
        outcomes.add(new TestOutcome(
                "T",
                "t",
                "[t]",
                Status.FAILED,
                1,
                1,
                "expected: \"a\nb\"\n but was: \"a\nc\"",
                Optional.of(new TestOutcome.Comparison("a\nb", "a\nc"))));
        OutcomeFile.write(reports, Optional.empty(), outcomes);
        ReportWriter.write(reports, List.of(), Optional.empty());

        Document page = Pages.parse(Files.readString(reports.resolve("zjail/index.html")));

        assertThat(Pages.texts(page, "pre")).contains("expected: \"a\nb\"\n but was: \"a\nc\"");
        assertThat(Pages.texts(page, "mark")).containsExactly("b", "c");
    }

    @Test
    void whatDidNotPassOrDidNotRunItsProgramNeedsALookFailuresFirst() throws Exception {
        Trails.closed(reports, 1);
        outcomes.add(new TestOutcome("T", "skipped", "[s]", Status.SKIPPED, 1, 0, "@Disabled"));
        outcomes.add(new TestOutcome("T", "aborted", "[a]", Status.ABORTED, 1, 0, "no namespaces here"));
        outcomes.add(new TestOutcome("T", "empty", "[e]", Status.PASSED, 1, 0, ""));
        outcomes.add(new TestOutcome("T", "failed", "[f]", Status.FAILED, 2, 3, "expected: <1> but was: <2>"));
        outcomes.add(passed(Trails.GREETS.uniqueId(), 1));

        assertThat(Pages.table(Pages.parse(page()), LOOK))
                .containsExactly(
                        List.of("failed T", "✗ failed at attempt 2", "3", "expected: <1> but was: <2>"),
                        List.of("aborted T", "– aborted", "did not run", "no namespaces here"),
                        List.of("empty T", "✓ passed", "did not run", "it passed without running its program"),
                        List.of("skipped T", "– skipped", "did not run", "@Disabled"));
    }

    @Test
    void whereNothingNeedsALookThePageSaysSoAndNotWhereNothingIsKnown() throws Exception {
        Trails.closed(reports, 1);
        assertThat(page()).contains("<p>No outcome is known.</p>");

        outcomes.add(passed(Trails.GREETS.uniqueId(), 1));
        assertThat(page()).contains("<p>Nothing: every jailed test ran its program and passed.</p>");
    }

    @Test
    void theMatrixSaysWhatStoppedWhichProgram() throws Exception {
        try (AuditTrail trail = AuditTrail.open(reports)) {
            Trails.append(trail, Trails.GREETS, SampleRuns.ended(SampleRuns.PTRACE_DENIED));
            Trails.append(trail, Trails.GREETS, SampleRuns.ended(SampleRuns.PTRACE_DENIED));
            Trails.append(trail, Trails.GREETS, SampleRuns.ended(new Termination.Signaled("SIGSEGV", 11, false)));
            Trails.append(trail, Trails.GREETS, SampleRuns.ended(new Termination.LimitExceeded(LimitKind.CPU, 5, 6)));
            Trails.append(trail, Trails.GREETS, SampleRuns.exited(3));
        }

        assertThat(Pages.table(Pages.parse(page()), "Runs of each program"))
                .containsExactly(List.of("greeter", "ptrace ×2 ", "SIGSEGV ", "CPU ", "status 3 "));
    }

    @Test
    void theRunClosestToALimitIsShownButNoneThatWasEndedByOne() throws Exception {
        try (AuditTrail trail = AuditTrail.open(reports)) {
            Trails.append(trail, Trails.GREETS, SampleRuns.exited(0));
            Trails.append(trail, Trails.GREETS, SampleRuns.ended(new Termination.LimitExceeded(LimitKind.CPU, 5, 6)));
        }

        assertThat(Pages.table(Pages.parse(page()), "Runs that used most"))
                .containsExactly(List.of(
                        "greets(JailResult) com.example.GreeterTests",
                        "Memory, address space",
                        "1.016 MiB of 256 MiB",
                        "< 1 %"));
    }

    @Test
    void everyLinkLeadsToAFileOrAPlaceOnThePage() throws Exception {
        try (AuditTrail trail = AuditTrail.open(reports)) {
            Trails.append(trail, new TestIdentity("T$Inner", "a&b #1?", "[m:a]"), SampleRuns.exited(0));
            Trails.append(trail, Trails.GREETS, SampleRuns.exited(0));
        }
        ReportWriter.write(reports, List.of(), Optional.empty());

        for (Path file : pages()) {
            Document page = Pages.parse(Files.readString(file));
            List<Element> links = Pages.elements(page, "a");
            assertThat(links).hasSizeGreaterThan(3);
            for (Element link : links) {
                String target = link.getAttribute("href");
                if (target.startsWith("#")) {
                    assertThat(Stream.of("section", "h2", "main")
                                    .flatMap(tag -> Pages.elements(page, tag).stream())
                                    .map(element -> element.getAttribute("id")))
                            .contains(target.substring(1));
                } else {
                    assertThat(Path.of(file.toUri().resolve(target.replaceFirst("#.*", ""))))
                            .isRegularFile();
                }
            }
        }
    }

    @Test
    void aRecordThatNamesAnotherFileThanOursGetsNoLink() throws Exception {
        Path file = Trails.closed(reports, 1);
        RecordedRun run = Trail.read(file).runs().get(0);
        assertThat(run.auditFile()).isPresent();
        String line = Files.readString(file)
                .lines()
                .findFirst()
                .orElseThrow()
                .replaceAll("\"audit_file\":\"[^\"]*\"", "\"audit_file\":\"javascript:alert(1)//../x\"");
        Files.writeString(file, line + "\n");
        ReportWriter.write(reports, List.of(), Optional.empty());

        for (Path page : pages()) {
            assertThat(page).content().doesNotContain("javascript");
        }
    }

    @Test
    void trailsAreListedWithWhatTheyAreWorth() throws Exception {
        Trails.closed(reports, 2);
        AuditTrail open = AuditTrail.open(reports);
        Trails.append(open, Trails.GREETS, SampleRuns.exited(0));

        assertThat(Pages.table(Pages.parse(page()), "The trails"))
                .satisfiesOnlyOnce(row -> assertThat(row.get(2)).startsWith("✓ INTACT 2 records, closed, head "))
                .satisfiesOnlyOnce(
                        row -> assertThat(row.get(2)).isEqualTo("✗ INCOMPLETE no closing record after line 1"));
        open.close();
        assertThat(page()).doesNotContain("INCOMPLETE");
    }

    @Test
    void noPageHasAScriptOrAnInlineStyleAndAllHaveOneStylesheet() throws Exception {
        Trails.closed(reports, 1);
        ReportWriter.write(reports, List.of(), Optional.empty());

        assertThat(pages())
                .hasSize(2)
                .allSatisfy(page -> assertThat(page)
                        .content()
                        .doesNotContain("<script", "style=", "<style", "src=", "http:", "https:", "data:")
                        .containsOnlyOnce("<link rel=\"stylesheet\" href=\"zjail.css\">"));
        assertThat(IndexPage.class.getResource("zjail.css")).isNotNull();
    }

    @Test
    void pagesLoadNothingButTheirStylesheet() throws Exception {
        String page = Page.of("t", header -> header.text("h"), main -> main.text("m"));

        assertThat(page)
                .as("in front of anything that could be loaded")
                .containsSubsequence(
                        "<meta charset", "<meta http-equiv=\"Content-Security-Policy\"", "<title", "<link");
        Element policy = Pages.elements(Pages.parse(page), "meta").get(1);
        assertThat(policy.getAttribute("content").split("; ", -1))
                .containsExactly(
                        "default-src 'none'", "style-src 'self' file:", "base-uri 'none'", "form-action 'none'");
    }

    @Test
    void pagesAreAccessibleWithoutTheStylesheet() throws Exception {
        Trails.closed(reports, 1);
        ReportWriter.write(reports, List.of(), Optional.empty());

        for (Path file : pages()) {
            Document page = Pages.parse(Files.readString(file));
            assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
            assertThat(Pages.elements(page, "h1")).hasSize(1);
            assertThat(Pages.elements(page, "main")).hasSize(1);
            assertThat(Pages.elements(page, "caption")).hasSameSizeAs(Pages.elements(page, "table"));
            assertThat(Pages.elements(page, "th"))
                    .isNotEmpty()
                    .allSatisfy(
                            header -> assertThat(header.getAttribute("scope")).isIn("col", "row", "rowgroup"));
        }
    }

    @Test
    void hostileTextChangesNothingButTheTextOfItsCells() throws Exception {
        for (String hostile : HostileText.ALL) {
            try (AuditTrail trail = AuditTrail.open(reports)) {
                Trails.append(
                        trail,
                        new TestIdentity(hostile, hostile, hostile),
                        SampleRuns.ended(new Termination.SyscallDenied(hostile, 1, hostile, List.of(), 0, false)));
            }
            outcomes.add(new TestOutcome(hostile, hostile, "o" + hostile, Status.FAILED, 1, 0, hostile));
        }
        OutcomeFile.write(reports, Optional.empty(), outcomes);
        ReportWriter.write(reports, List.of(), Optional.empty());

        List<Path> pages = pages();
        assertThat(pages).hasSize(1 + HostileText.ALL.size());
        for (Path file : pages) {
            String content = Files.readString(file);
            Document parsed = Pages.parse(content);
            assertThat(Pages.elements(parsed, "script")).isEmpty();
            assertThat(Pages.elements(parsed, "img")).isEmpty();
            assertThat(content.lines().collect(Collectors.joining()))
                    .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\u2028\u2029]");
        }
        List<List<String>> rows = Pages.table(Pages.parse(page()), TESTS);
        assertThat(rows).hasSize(2 * HostileText.ALL.size());
        assertThat(rows.stream().filter(row -> row.size() == 4)).hasSize(HostileText.ALL.size());
        assertThat(Pages.table(Pages.parse(page()), LOOK))
                .hasSize(HostileText.ALL.size())
                .allSatisfy(row -> assertThat(row).hasSize(4));
    }

    private static TestOutcome passed(String uniqueId, long runs) {
        return new TestOutcome("T", "t", uniqueId, Status.PASSED, 1, runs, "");
    }

    private String page() throws IOException {
        List<Trail> trails = new ArrayList<>();
        for (Path file : Trail.filesIn(reports)) {
            trails.add(Trail.read(file));
        }
        return IndexPage.of(Report.of(trails, outcomes, Optional.empty()));
    }

    private List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(reports.resolve("zjail"))) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .toList();
        }
    }
}
