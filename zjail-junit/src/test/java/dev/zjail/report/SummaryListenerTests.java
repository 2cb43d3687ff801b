package dev.zjail.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.zjail.audit.AuditTrail;
import dev.zjail.audit.Trails;
import dev.zjail.audit.WrittenTrails;
import dev.zjail.report.TestOutcome.Status;
import dev.zjail.truthimatics.SampleRuns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class SummaryListenerTests {
    private static final ThreadLocal<Path> REPORTS_OF_INNER_SESSION = new ThreadLocal<>();

    @TempDir
    Path reports;

    @BeforeEach
    void forgetTheTrailsOfOtherTests() {
        WrittenTrails.takeUnreported();
    }

    @Test
    void jUnitFindsTheListener() {
        assertThat(ServiceLoader.load(LauncherSessionListener.class))
                .extracting(Object::getClass)
                .contains(SummaryListener.class);
    }

    @Test
    void threeLinesSayHowManyRunsThereWereAndWhereTheirAuditAndReportAre() throws IOException {
        Path trail;
        try (AuditTrail open = AuditTrail.open(reports)) {
            Trails.append(open, Trails.GREETS, SampleRuns.exited(0));
            Trails.append(open, Trails.GREETS, SampleRuns.exited(0));
            Trails.append(open, Trails.GREETS, SampleRuns.exited(1));
            trail = Trails.only(reports);
        }

        Printed printed = print(WrittenTrails.takeUnreported());

        assertThat(printed.out())
                .containsExactly(
                        "zjail: 3 jailed runs: 1 REJECT, 2 UNCERTAIN",
                        "zjail: audit in " + reports + ", trail " + trail.getFileName(),
                        "zjail: report in "
                                + reports.resolve("zjail/index.html").toUri());
        assertThat(printed.err()).isEmpty();
        assertThat(reports.resolve("zjail/index.html")).content().contains("3 jailed runs");
        assertThat(reports.resolve("zjail/zjail.css")).isNotEmptyFile();
        try (Stream<Path> files = Files.list(reports.resolve("zjail"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            trail.getFileName().toString(),
                            "index.html",
                            "GreeterTests.greets-JailResult-" + Trails.HASH_OF_GREETS + ".html",
                            "summary.md",
                            "zjail.css",
                            ".report.lock",
                            "manifest.json",
                            ".manifest.lock");
        }
    }

    @Test
    void theReportIsWrittenAfterTheEngineHasClosedTheTrail() throws IOException {
        REPORTS_OF_INNER_SESSION.set(reports);
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getLauncher()
                    .execute(LauncherDiscoveryRequestBuilder.request()
                            .selectors(selectClass(RecordsARun.class))
                            .build());
        } finally {
            System.setOut(out);
            REPORTS_OF_INNER_SESSION.remove();
        }

        assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("zjail: 1 jailed run: 1 UNCERTAIN\n");
        assertThat(reports.resolve("zjail/index.html")).content().contains("INTACT</span> <bdi>1 record, closed");
    }

    @Test
    void aSessionWithoutAJailedRunPrintsAndWritesNothing() {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (LauncherSession session = LauncherFactory.openSession()) {
            assertThat(session.getLauncher()).isNotNull();
        } finally {
            System.setOut(out);
        }

        assertThat(printed.size()).isZero();
        assertThat(reports).isEmptyDirectory();
    }

    @Test
    void aFourthLineSaysHowManyJailedTestsDidNotRunTheirProgram() throws IOException {
        Path trail = Trails.closed(reports, 1);

        Printed printed = print(
                List.of(trail),
                List.of(
                        outcome("a", Status.PASSED, 1),
                        outcome("b", Status.SKIPPED, 0),
                        outcome("c", Status.ABORTED, 0),
                        outcome("d", Status.ABORTED, 0)),
                Optional.empty());

        assertThat(printed.out())
                .hasSize(4)
                .startsWith(
                        "zjail: 1 jailed run: 1 UNCERTAIN",
                        "zjail: 3 jailed tests did not run the program: 2 aborted, 1 skipped");
    }

    @Test
    void aSessionInWhichNoJailedTestRanItsProgramStillHasItsReport() {
        Printed printed = print(List.of(), List.of(outcome("a", Status.ABORTED, 0)), Optional.empty());

        assertThat(printed.out())
                .containsExactly(
                        "zjail: 0 jailed runs",
                        "zjail: 1 jailed test did not run the program: 1 aborted",
                        "zjail: report in "
                                + reports.resolve("zjail/index.html").toUri());
        assertThat(reports.resolve("zjail/index.html")).content().contains("because a");
    }

    @Test
    void theSummaryGoesWhereTheProjectWantsItToo() throws IOException {
        Path file = Files.writeString(reports.resolve("step.md"), "of another tool\n");

        Printed printed = print(List.of(Trails.closed(reports, 1)), List.of(), Optional.of(file));

        assertThat(printed.err()).isEmpty();
        assertThat(file)
                .content()
                .startsWith("of another tool\n<!-- zjail ")
                .contains(Files.readString(reports.resolve("zjail/summary.md")));
    }

    private static TestOutcome outcome(String name, Status status, long runs) {
        return new TestOutcome("T", name, name, status, 1, runs, status == Status.PASSED ? "" : "because " + name);
    }

    @Test
    void trailsThatAreGoneAreNotReported() throws IOException {
        Path trail = Trails.closed(reports, 1);
        Files.delete(trail);

        Printed printed = print(List.of(trail));

        assertThat(printed.out()).isEmpty();
        assertThat(printed.err()).isEmpty();
    }

    @Test
    void aReportThatCannotBeWrittenIsNamedOnStandardErrorAndThrowsNothing() throws IOException {
        Path trail = Trails.closed(reports, 1);
        Files.createDirectories(reports.resolve("zjail/index.html/in-the-way"));

        Printed printed = print(List.of(trail));

        assertThat(printed.err())
                .singleElement()
                .asString()
                .startsWith("zjail: the report on the audit in " + reports + " could not be written: ")
                .endsWith(". The audit itself is there.");
        assertThat(printed.out()).isEmpty();
    }

    @Test
    void whoeverWritesTheReportLastWritesTheRunsOfAllJvms() throws Exception {
        int jvms = 4;
        ExecutorService executor = Executors.newFixedThreadPool(jvms);
        try {
            List<Callable<Path>> each = IntStream.range(0, jvms)
                    .<Callable<Path>>mapToObj(jvm -> () -> {
                        try (AuditTrail trail = AuditTrail.open(reports)) {
                            Trails.append(trail, Trails.GREETS, SampleRuns.exited(0));
                        }
                        return ReportWriter.write(reports, List.of()).page();
                    })
                    .toList();
            for (Future<Path> written : executor.invokeAll(each)) {
                assertThat(written.get()).isRegularFile();
            }
        } finally {
            executor.shutdownNow();
        }

        assertThat(reports.resolve("zjail/index.html")).content().contains(jvms + " jailed runs: 4 UNCERTAIN");
    }

    private record Printed(List<String> out, List<String> err) {}

    private Printed print(List<Path> trails) {
        return print(trails, List.of(), Optional.empty());
    }

    private Printed print(List<Path> trails, List<TestOutcome> outcomes, Optional<Path> summaryFile) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        new SummaryListener.Summary(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        summaryFile)
                .print(trails, Optional.of(reports), outcomes);
        return new Printed(
                out.toString(StandardCharsets.UTF_8).lines().toList(),
                err.toString(StandardCharsets.UTF_8).lines().toList());
    }

    /** Run by a session inside the test; by itself it records nothing. */
    @ExtendWith(Recorder.class)
    static class RecordsARun {
        @Test
        void run() {}
    }

    /** Keeps its trail the way the extension does: in the store of the engine's root context. */
    static final class Recorder implements AfterEachCallback {
        @Override
        @SuppressWarnings("deprecation") // CloseableResource is what JUnit 5.10 closes.
        public void afterEach(ExtensionContext context) {
            record Resource(AuditTrail trail) implements ExtensionContext.Store.CloseableResource {
                @Override
                public void close() {
                    trail.close();
                }
            }
            AuditTrail trail = AuditTrail.open(REPORTS_OF_INNER_SESSION.get());
            context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(SummaryListenerTests.class))
                    .put("trail", new Resource(trail));
            Trails.append(trail, Trails.GREETS, SampleRuns.exited(0));
        }
    }
}
