package dev.zjail.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.zjail.audit.AuditTrail;
import dev.zjail.audit.DirectoryVerifier;
import dev.zjail.audit.Forgery;
import dev.zjail.audit.Keys;
import dev.zjail.audit.Trails;
import dev.zjail.audit.WrittenTrails;
import dev.zjail.report.TestOutcome.Status;
import dev.zjail.truthimatics.SampleRuns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class SummaryListenerTests {
    private static final ThreadLocal<Path> REPORTS_OF_INNER_SESSION = new ThreadLocal<>();

    private static final String SUMMARY_REMEDY = "The summary is in summary.md beside the report alone. Remedy: give a"
            + " file in a directory that exists, such as target/summary.md, or do not set it.";

    @TempDir
    Path reports;

    @TempDir
    Path elsewhere;

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
    void fourLinesSayHowManyRunsThereWereWhereTheirAuditIsWhatToNoteOfItAndWhereTheReportIs() throws IOException {
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
                        "zjail: manifest of 1 trail, 3 records: verify a copy with --head " + root() + " --count 3",
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
    void aFurtherLineSaysHowManyJailedTestsDidNotRunTheirProgram() throws IOException {
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
                .hasSize(5)
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
    void theManifestIsToldAsItIsByThenWithTheTrailsOfOtherJvms() throws IOException {
        Trails.closed(reports, 2);
        AuditTrail running = AuditTrail.open(reports);
        Trails.append(running, Trails.GREETS, SampleRuns.exited(0));
        Path own;
        try (AuditTrail open = AuditTrail.open(reports)) {
            own = Trails.append(open, Trails.GREETS, SampleRuns.exited(0));
        }

        String first = manifestLine(print(List.of(own)));
        running.close();
        String last = manifestLine(print(List.of(own)));

        assertThat(first).startsWith("zjail: manifest of 3 trails (1 without an end), 4 records: verify a copy with ");
        assertThat(last)
                .isEqualTo(
                        "zjail: manifest of 3 trails, 4 records: verify a copy with --head " + root() + " --count 4");
    }

    @Test
    void ofASignedManifestTheRootIsToldToo() throws Exception {
        Path trail;
        try (AuditTrail open = AuditTrail.open(
                reports, Optional.of(Keys.create(elsewhere, "key").signing()))) {
            Trails.append(open, Trails.GREETS, SampleRuns.exited(0));
            trail = Trails.only(reports);
        }

        assertThat(manifestLine(print(List.of(trail))))
                .isEqualTo("zjail: manifest of 1 trail, 1 record: verify a copy with --head " + root() + " --count 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "no manifest"})
    void anAuditWithoutAManifestIsSaidToBeOneOnStandardError(String content) throws IOException {
        Path trail = Trails.closed(reports, 1);
        Path manifest = reports.resolve("zjail/manifest.json");
        if (content.isEmpty()) {
            Files.delete(manifest);
        } else {
            Files.writeString(manifest, content);
        }

        Printed printed = print(List.of(trail));

        assertThat(printed.err())
                .containsExactly("zjail: the audit in " + reports + " has no manifest that could be noted elsewhere."
                        + " Remedy: write it anew with the command `manifest`, as docs/audit.md says.");
        assertThat(printed.out()).hasSize(3).noneMatch(line -> line.contains("manifest"));
        assertThat(reports.resolve("zjail/summary.md")).content().doesNotContain("manifest");
    }

    private static String manifestLine(Printed printed) {
        assertThat(printed.err()).isEmpty();
        List<String> lines = printed.out().stream()
                .filter(line -> line.startsWith("zjail: manifest "))
                .toList();
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    private String root() throws IOException {
        return DirectoryVerifier.verify(reports, Optional.empty(), Optional.empty())
                .root();
    }

    @Test
    void theCommandInTheDocumentationHoldsACopyToTheLogOfTheBuild() throws Exception {
        Path trail = Trails.closed(reports, 3);
        Printed printed = print(List.of(trail));
        Path work = elsewhere.resolve("work");
        Files.createDirectories(work.resolve("target"));
        Files.writeString(work.resolve("target/classpath"), System.getProperty("java.class.path"));
        Files.write(work.resolve("build.log"), printed.out());
        Path copy = work.resolve("COPY");
        copyOf(reports, copy);

        assertThat(documentedCommand(work)).startsWith("0: INTACT: ");

        Forgery.everything(copy, "\"verdict\":\"UNCERTAIN\"", "\"verdict\":\"DETERMINISTIC\"");
        assertThat(DirectoryVerifier.verify(copy, Optional.empty(), Optional.empty())
                        .findings())
                .isEmpty();
        assertThat(documentedCommand(work)).startsWith("1: TAMPERED: ").contains(" and 3 [anchor]\n");
    }

    /** Returns the exit status and what was said. */
    private static String documentedCommand(Path work) throws IOException, InterruptedException {
        Path docs = Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("docs");
        List<String> commands = Files.readAllLines(docs.resolve("audit.md")).stream()
                .filter(line -> line.contains("build.log"))
                .filter(line -> line.startsWith("    java "))
                .toList();
        assertThat(commands).hasSize(1);
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", commands.get(0)).directory(work.toFile());
        shell.environment()
                .merge(
                        "PATH",
                        Path.of(System.getProperty("java.home"), "bin").toString(),
                        (old, java) -> java + ":" + old);
        Process started = shell.redirectErrorStream(true).start();
        String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return started.waitFor() + ": " + said;
    }

    private static void copyOf(Path directory, Path copy) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(directory.relativize(file)));
            }
        }
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

    @Test
    void aSummaryThatCannotGoThereIsToldOnStandardErrorAndTheReportIsThere() throws IOException {
        Path trail = Trails.closed(reports, 1);
        Path directory = Files.createDirectories(elsewhere.resolve("a\u001b[2Jb"));
        Path missing = elsewhere.resolve("missing/summary.md");

        assertThat(print(List.of(trail), List.of(), Optional.of(directory)).err())
                .containsExactly("zjail: `zjail.summary.file` must name a file that can be written (EISDIR, Is a"
                        + " directory), but was: \"" + elsewhere + "/a\\u{1b}[2Jb\". " + SUMMARY_REMEDY);
        Printed printed = print(List.of(trail), List.of(), Optional.of(missing));
        assertThat(printed.err())
                .containsExactly(
                        "zjail: `zjail.summary.file` must name a file that can be written (ENOENT, no such file"
                                + " or directory), but was: \"" + missing + "\". " + SUMMARY_REMEDY);
        assertThat(printed.out()).hasSize(4);
        assertThat(reports.resolve("zjail/index.html")).isNotEmptyFile();
        assertThat(reports.resolve("zjail/summary.md")).isNotEmptyFile();
    }

    @Test
    void whatCannotBeFollowedIsToldOnStandardErrorOnceInASessionWithAJailedRun() {
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(RecordsARun.class))
                .configurationParameter("zjail.progress.seconds", "often\n" + "x".repeat(1_000))
                .configurationParameter("zjail.summary.file", " ");

        String told = errorsOfInnerSession(request.build(), 2);

        assertThat(told)
                .isEqualTo(
                        "zjail: `zjail.progress.seconds` must be a whole number of seconds from 0 to 999999, but was:"
                                + " \"often\\u{a}" + "x".repeat(194)
                                + "…\". It was taken for 30. Remedy: give such as 60, or 0 for"
                                + " no line at all, or do not set it.\n"
                                + "zjail: `zjail.summary.file` must name a file, but was: \" \". " + SUMMARY_REMEDY
                                + "\n");
        assertThat(reports.resolve("zjail/index.html")).isNotEmptyFile();
    }

    /** Executes a request several times in one session; the lines on standard output are lost. */
    private String errorsOfInnerSession(LauncherDiscoveryRequest request, int times) {
        REPORTS_OF_INNER_SESSION.set(reports);
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (LauncherSession session = LauncherFactory.openSession()) {
            for (int time = 0; time < times; time++) {
                session.getLauncher().execute(request);
            }
        } finally {
            System.setOut(out);
            System.setErr(err);
            REPORTS_OF_INNER_SESSION.remove();
        }
        return printed.toString(StandardCharsets.UTF_8);
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
        assertThat(printed.out())
                .as("what is to be noted of the audit does not hang on the report")
                .containsExactly(
                        "zjail: audit in " + reports + ", trail " + trail.getFileName(),
                        "zjail: manifest of 1 trail, 1 record: verify a copy with --head " + root() + " --count 1");
    }

    @Test
    void noLinkIsFollowedThatLiesWhereTheReportIsWritten() throws IOException {
        Path trail = Trails.closed(reports, 1);
        Path victim = Files.writeString(elsewhere.resolve("victim"), "precious");
        Files.createSymbolicLink(reports.resolve("zjail/.report.tmp"), victim);
        Files.createSymbolicLink(reports.resolve("zjail/index.html"), victim);

        assertThat(print(List.of(trail)).err()).isEmpty();

        assertThat(victim).hasContent("precious");
        assertThat(Files.isSymbolicLink(reports.resolve("zjail/index.html"))).isFalse();
        assertThat(reports.resolve("zjail/index.html")).content().contains("1 jailed run");
    }

    @Test
    void nobodyWaitsForTheReaderOfAPipeThatLiesWhereTheReportIsWritten() throws Exception {
        Path trail = Trails.closed(reports, 1);
        makePipe(reports.resolve("zjail/.report.tmp"));

        assertThat(print(List.of(trail)).err()).isEmpty();

        assertThat(reports.resolve("zjail/index.html")).content().contains("1 jailed run");
    }

    @Test
    void whateverGoesWrongWithTheReportThrowsNothingAndTheAuditIsNamed() throws IOException {
        Path trail = Trails.closed(reports, 1);
        for (Throwable problem : List.of(
                new NoClassDefFoundError("com/fasterxml/jackson/core/StreamReadConstraints"),
                new NoSuchMethodError("maxTokenCount(long)"),
                new IllegalStateException("a\n::error::b"),
                new StackOverflowError(),
                new OutOfMemoryError("Java heap space"))) {
            Printed printed =
                    print(List.of(trail), Optional.empty(), List.of(), Optional.empty(), (directory, own, build) -> {
                        throw sneaky(problem);
                    });

            assertThat(printed.err())
                    .containsExactly("zjail: the report on the audit in " + reports + " could not be written: "
                            + problem.toString().replace("\n::error", "\\u{a}\\u{3a}:error")
                            + ". The audit itself is there.");
            assertThat(printed.out()).hasSize(2).first().asString().startsWith("zjail: audit in " + reports);
        }
    }

    @SuppressWarnings("unchecked") // the compiler is not to know
    private static <T extends Throwable> RuntimeException sneaky(Throwable problem) throws T {
        throw (T) problem;
    }

    @Test
    void whereNothingCanBeWrittenNoAuditIsSaidToBeThere() throws IOException {
        Path readOnly = Files.writeString(elsewhere.resolve("reports"), "a file, below which nothing can be");

        Printed printed = print(
                List.of(),
                Optional.of(readOnly),
                List.of(new TestOutcome("a.T", "t", "[t]", Status.FAILED, 1, 1, "the audit could not write")),
                Optional.empty(),
                ReportWriter::write);

        assertThat(printed.err())
                .singleElement()
                .asString()
                .startsWith("zjail: the report on the audit in " + readOnly + " could not be written: ")
                .endsWith(". No run of this session was recorded there either.");
        assertThat(printed.out()).isEmpty();
    }

    @Test
    void neitherALinkNorAPipeIsTakenForTheLockOfTheReport() throws Exception {
        Path trail = Trails.closed(reports, 1);
        Path lock = reports.resolve("zjail/.report.lock");
        Path victim = elsewhere.resolve("victim");
        Files.createSymbolicLink(lock, victim);
        String refused = "zjail: the report on the audit in " + reports
                + " could not be written: java.nio.file.FileAlreadyExistsException: " + lock
                + ": it is not a regular file. The audit itself is there.";

        assertThat(print(List.of(trail)).err()).containsExactly(refused);
        assertThat(victim).doesNotExist();

        Files.delete(lock);
        makePipe(lock);
        assertThat(print(List.of(trail)).err()).containsExactly(refused);
    }

    private static void makePipe(Path file) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
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
                        return ReportWriter.write(reports, List.of(), Optional.empty())
                                .page();
                    })
                    .toList();
            for (Future<Path> written : executor.invokeAll(each)) {
                assertThat(written.get()).isRegularFile();
            }
        } finally {
            executor.shutdownNow();
        }

        assertThat(reports.resolve("zjail/index.html"))
                .content()
                .contains("<p class=\"lead\">" + jvms + " jailed runs, ");
    }

    private record Printed(List<String> out, List<String> err) {}

    private Printed print(List<Path> trails) {
        return print(trails, List.of(), Optional.empty());
    }

    private Printed print(List<Path> trails, List<TestOutcome> outcomes, Optional<Path> summaryFile) {
        return print(trails, Optional.of(reports), outcomes, summaryFile, ReportWriter::write);
    }

    private Printed print(
            List<Path> trails,
            Optional<Path> reportsDirectory,
            List<TestOutcome> outcomes,
            Optional<Path> summaryFile,
            SummaryListener.Summary.Reporter reporter) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        new SummaryListener.Summary(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        summaryFile,
                        Optional.empty(),
                        reporter)
                .print(trails, reportsDirectory, outcomes);
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
