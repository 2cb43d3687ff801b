package dev.zjail.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.audit.AuditTrail;
import dev.zjail.audit.TestIdentity;
import dev.zjail.audit.Trail;
import dev.zjail.audit.TrailState;
import dev.zjail.audit.Trails;
import dev.zjail.engine.Termination;
import dev.zjail.report.ReportWriter.Written;
import dev.zjail.report.TestOutcome.Status;
import dev.zjail.truthimatics.SampleRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

@DisplayName("The report is about the last build")
class LastBuildTests {
    private static final TestIdentity OTHER = new TestIdentity("a.OtherTests", "other()", "[other]");

    @TempDir
    Path reports;

    @Test
    @DisplayName("and counts no run twice where a directory was not cleaned")
    void runsOfEarlierBuildsAreNotCounted() throws Exception {
        build("one", Trails.GREETS, SampleRuns.PTRACE_DENIED, Status.FAILED);

        Written second = build("two", Trails.GREETS, new Termination.Exited(0), Status.PASSED);

        assertThat(second.report().runs()).hasSize(1);
        assertThat(second.report().outcomes()).containsOnlyKeys(Status.PASSED);
        assertThat(second.summary())
                .startsWith("## 1 jailed run: 1 UNCERTAIN\n\nJailed tests: 1 passed.\n")
                .contains("Audit trails: 1 INTACT. There are trails of 1 earlier build.\n");
    }

    @Test
    @DisplayName("so that a test mended since shows its failure nowhere, not on its own page either")
    void aMendedTest() throws Exception {
        build("one", Trails.GREETS, SampleRuns.PTRACE_DENIED, Status.FAILED);
        build("two", Trails.GREETS, new Termination.Exited(0), Status.PASSED);

        assertThat(pages())
                .hasSize(2)
                .allSatisfy(page -> assertThat(page).content().doesNotContain("because of build one", "ptrace"));
    }

    @Test
    @DisplayName("however many JVMs it had, whether they used an engine once or several times")
    void severalJvms() throws Exception {
        build("one", OTHER, new Termination.Exited(0), Status.PASSED);

        build("two", Trails.GREETS, new Termination.Exited(0), Status.PASSED);
        build("two", OTHER, new Termination.Exited(0), Status.FAILED);
        Written last = build("two", OTHER, new Termination.Exited(0), Status.PASSED);

        assertThat(last.report().tests()).hasSize(2);
        assertThat(last.report().runs()).hasSize(3);
        assertThat(last.report().outcomes()).isEqualTo(java.util.Map.of(Status.PASSED, 2L));
        assertThat(last.report().earlier()).hasSize(1);
    }

    @Test
    @DisplayName("and the trails of those before it are listed, the newest first, with what is wrong with them")
    void history() throws Exception {
        build("one", Trails.GREETS, SampleRuns.PTRACE_DENIED, Status.FAILED);
        AuditTrail unfinished = AuditTrail.open(reports, Optional.empty(), Optional.of("two"));
        Trails.append(unfinished, Trails.GREETS, SampleRuns.exited(0));
        build("three", Trails.GREETS, new Termination.Exited(0), Status.PASSED);

        Document index = Pages.parse(Files.readString(reports.resolve("zjail/index.html")));

        List<String> builds = Pages.texts(index, "li").stream()
                .filter(item -> item.startsWith("1 March 2026"))
                .toList();
        assertThat(builds)
                .hasSize(2)
                .satisfiesOnlyOnce(
                        item -> assertThat(item).matches(".* UTC: 1 jailed run: 1 REJECT [0-9a-f-]+\\.audit\\.jsonl "))
                .satisfiesOnlyOnce(item -> assertThat(item)
                        .matches(".* UTC: 1 jailed run: 1 UNCERTAIN [0-9a-f-]+\\.audit\\.jsonl INCOMPLETE "));
        assertThat(Pages.table(index, "The trails")).hasSize(1);
        unfinished.close();
    }

    @Test
    @DisplayName("and leaves no page of a test that it has not run")
    void pagesOfTestsThatAreGone() throws Exception {
        build("one", OTHER, new Termination.Exited(0), Status.PASSED);
        Path ofOthers = Files.writeString(reports.resolve("zjail/notes.html"), "not ours");

        build("two", Trails.GREETS, new Termination.Exited(0), Status.PASSED);

        assertThat(pages())
                .extracting(page -> page.getFileName().toString().replaceAll("-.*", ""))
                .containsExactlyInAnyOrder("index.html", "notes.html", "GreeterTests.greets");
        assertThat(ofOthers).hasContent("not ours");
    }

    @Test
    @DisplayName("and shows a trail that nothing can be read of, whosever it is")
    void aTrailWithoutARecord() throws Exception {
        build("one", Trails.GREETS, new Termination.Exited(0), Status.PASSED);
        Files.writeString(reports.resolve("zjail/1-1-00000000.audit.jsonl"), "no record\n");

        Written last = build("two", Trails.GREETS, new Termination.Exited(0), Status.PASSED);

        assertThat(last.report().trails()).extracting(Trail::state).contains(TrailState.TAMPERED);
    }

    private Written build(String id, TestIdentity test, Termination end, Status status) throws IOException {
        Optional<String> invocation = Optional.of(id);
        try (AuditTrail trail = AuditTrail.open(reports, Optional.empty(), invocation)) {
            Trails.append(trail, test, SampleRuns.ended(end));
        }
        String reason = status == Status.PASSED ? "" : "because of build " + id;
        OutcomeFile.write(
                reports,
                invocation,
                List.of(new TestOutcome(test.testClass(), test.testName(), test.uniqueId(), status, 1, 1, reason)));
        // By a JVM that ran none of them: what the others left is enough.
        return ReportWriter.write(reports, List.of(), invocation);
    }

    private List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(reports.resolve("zjail"))) {
            return files.filter(file -> file.toString().endsWith(".html")).toList();
        }
    }
}
