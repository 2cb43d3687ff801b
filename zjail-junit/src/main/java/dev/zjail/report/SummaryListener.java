package dev.zjail.report;

import dev.zjail.audit.ManifestSummary;
import dev.zjail.audit.WrittenTrails;
import dev.zjail.golden.GoldenFiles;
import dev.zjail.internal.ForeignText;
import dev.zjail.report.ReportWriter.Written;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Accompanies a test session in which programs are jailed: notes which jailed tests ran and which did not, shows that a
 * long one goes on, and at its end writes the report and prints how many runs there were, where their audit is, what to
 * note of it, and where the report is. JUnit finds it by itself ({@code META-INF/services}).
 *
 * <p>At the end every engine has ended and closed its audit trail. In a session without a jailed test it prints and
 * writes nothing. A report that cannot be written is reported on standard error and fails no test: the audit, whose
 * failure does, is already on disk.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SummaryListener implements LauncherSessionListener {
    private final JailedTestListener tests = new JailedTestListener(new Progress(() -> System.out, System::nanoTime));

    /** Creates the listener; JUnit does. */
    public SummaryListener() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        session.getLauncher().registerTestExecutionListeners(tests);
    }

    /**
     * Nothing that goes wrong with the report is the fault of a test, and JUnit would fail the session for it. It does
     * so for unused golden files, where the project wants that.
     */
    @Override
    public void launcherSessionClosed(LauncherSession session) {
        List<Path> writtenGoldenFiles = GoldenFiles.takeWritten();
        try {
            report();
        } catch (RuntimeException | Error e) {
            System.err.println("zjail: the report could not be written: " + ForeignText.line(e.toString()) + ".");
        }
        tests.goldenSummary().tell(System.out, writtenGoldenFiles, GoldenFiles.unused());
    }

    private void report() {
        List<Path> trails = WrittenTrails.takeUnreported();
        List<TestOutcome> outcomes = tests.outcomes();
        if (!trails.isEmpty() || !outcomes.isEmpty()) {
            tests.problems().forEach(problem -> System.err.println("zjail: " + problem.sentence()));
            new Summary(System.out, System.err, tests.summaryFile(), tests.invocation())
                    .print(trails, tests.reportsDirectory(), outcomes);
        }
    }

    /** Apart, so that a session without a jailed test does not even load it. */
    record Summary(
            PrintStream out,
            PrintStream err,
            Optional<Path> summaryFile,
            Optional<String> invocation,
            Reporter reporter) {

        Summary(PrintStream out, PrintStream err, Optional<Path> summaryFile, Optional<String> invocation) {
            this(out, err, summaryFile, invocation, ReportWriter::write);
        }

        /** Writes the report of a directory: {@link ReportWriter}. */
        interface Reporter {
            Written write(Path reportsDirectory, List<Path> ownTrails, Optional<String> invocation) throws IOException;
        }

        void print(List<Path> writtenTrails, Optional<Path> reportsDirectory, List<TestOutcome> outcomes) {
            Map<Path, List<Path>> byDirectory = writtenTrails.stream()
                    // Tests of test suites write to temporary directories, and take them away before the session ends.
                    .filter(Files::exists)
                    .collect(Collectors.groupingBy(Summary::reportsDirectory, TreeMap::new, Collectors.toList()));
            if (!outcomes.isEmpty()) {
                reportsDirectory.ifPresent(directory -> byDirectory.putIfAbsent(directory, List.of()));
            }
            byDirectory.forEach((directory, trails) ->
                    report(directory, trails, reportsDirectory.equals(Optional.of(directory)) ? outcomes : List.of()));
        }

        private static Path reportsDirectory(Path trail) {
            Path root = trail.toAbsolutePath().getRoot();
            Path trailDirectory = trail.toAbsolutePath().getParent();
            Path reports = trailDirectory == null ? null : trailDirectory.getParent();
            return reports == null ? root : reports;
        }

        private void report(Path directory, List<Path> writtenTrails, List<TestOutcome> outcomes) {
            try {
                if (!outcomes.isEmpty()) {
                    OutcomeFile.write(directory, invocation, outcomes);
                }
                Written written = reporter.write(directory, writtenTrails, invocation);
                printLines(directory, writtenTrails, outcomes, written);
                summaryFile.ifPresent(file -> putSummary(file, directory, written.summary()));
            } catch (IOException | RuntimeException | Error e) {
                // Of an error, too: a library that is too old for the report is none of the tests' business.
                err.println("zjail: the report on the audit in " + ForeignText.line(directory.toString())
                        + " could not be written: " + ForeignText.line(e.toString()) + ". "
                        + (writtenTrails.isEmpty()
                                ? "No run of this session was recorded there either."
                                : "The audit itself is there."));
                printAudit(directory, writtenTrails, ReportWriter.readManifest(directory));
            }
        }

        private void putSummary(Path file, Path directory, String summary) {
            try {
                SummaryFile.put(file, directory, summary);
            } catch (IOException e) {
                err.println("zjail: " + SummaryFile.problem(file, e).sentence());
            }
        }

        private void printLines(Path directory, List<Path> writtenTrails, List<TestOutcome> outcomes, Written written) {
            out.println("zjail: " + totals(written.report(), writtenTrails).sentence());
            didNotRun(outcomes).ifPresent(out::println);
            printAudit(directory, writtenTrails, written.manifest());
            out.println("zjail: report in "
                    + ForeignText.line(written.page().toUri().toString()));
        }

        private void printAudit(Path directory, List<Path> writtenTrails, Optional<ManifestSummary> manifest) {
            if (!writtenTrails.isEmpty()) {
                out.println("zjail: audit in " + ForeignText.line(directory.toString()) + ", "
                        + ForeignText.line(names(writtenTrails)));
                printManifest(directory, manifest);
            }
        }

        /**
         * What the manifest says is what should be noted elsewhere. It is about all JVMs that have used the directory:
         * the one that ends last prints what the whole build left.
         */
        private void printManifest(Path directory, Optional<ManifestSummary> manifest) {
            manifest.ifPresentOrElse(
                    found -> out.println("zjail: " + found.sentence() + ": verify a copy with " + found.anchor()),
                    () -> err.println("zjail: the audit in " + ForeignText.line(directory.toString())
                            + " has no manifest that could be noted elsewhere. Remedy: write it anew with the"
                            + " command `manifest`, as docs/audit.md says."));
        }

        /** The page shows all JVMs and earlier builds, too; the line on the console is about this JVM. */
        private static Totals totals(Report report, Collection<Path> writtenTrails) {
            return Totals.of(report.trails().stream()
                    .filter(trail -> writtenTrails.contains(trail.file()))
                    .flatMap(trail -> trail.runs().stream())
                    .toList());
        }

        /** A jailed test that passes over its program is easily missed among hundreds that do not. */
        private static Optional<String> didNotRun(List<TestOutcome> outcomes) {
            Map<TestOutcome.Status, Long> counts = outcomes.stream()
                    .filter(TestOutcome::didNotRun)
                    .collect(Collectors.groupingBy(TestOutcome::status, TreeMap::new, Collectors.counting()));
            long all = counts.values().stream().mapToLong(Long::longValue).sum();
            String words = counts.entrySet().stream()
                    .map(entry -> entry.getValue() + " " + entry.getKey().word())
                    .collect(Collectors.joining(", "));
            return all == 0
                    ? Optional.empty()
                    : Optional.of("zjail: " + all + (all == 1 ? " jailed test" : " jailed tests")
                            + " did not run the program: " + words);
        }

        private static String names(List<Path> trails) {
            return trails.size() == 1 ? "trail " + trails.get(0).getFileName() : trails.size() + " trails";
        }
    }
}
