package dev.zjail.report;

import dev.zjail.audit.WrittenTrails;
import dev.zjail.report.ReportWriter.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Ends a test session in which programs were jailed: writes the report, and prints how many runs there were, where
 * their audit is and where the report is. JUnit finds it by itself ({@code META-INF/services}).
 *
 * <p>By then every engine has ended and closed its audit trail. In a session without a jailed run it does nothing, and
 * loads next to nothing. A report that cannot be written is reported on standard error and fails no test: the audit,
 * whose failure does, is already on disk.
 */
public final class SummaryListener implements LauncherSessionListener {

    /** Creates the listener; JUnit does. */
    public SummaryListener() {}

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        List<Path> trails = WrittenTrails.takeUnreported();
        if (!trails.isEmpty()) {
            Summary.print(trails, System.out, System.err);
        }
    }

    /** Apart, so that a session without a jailed run does not even load it. */
    static final class Summary {
        private Summary() {}

        static void print(List<Path> writtenTrails, PrintStream out, PrintStream err) {
            Map<Path, List<Path>> byDirectory = writtenTrails.stream()
                    // Tests of test suites write to temporary directories, and take them away before the session ends.
                    .filter(Files::exists)
                    .collect(Collectors.groupingBy(Summary::reportsDirectory, TreeMap::new, Collectors.toList()));
            byDirectory.forEach((directory, trails) -> print(directory, trails, out, err));
        }

        private static Path reportsDirectory(Path trail) {
            Path root = trail.toAbsolutePath().getRoot();
            Path trailDirectory = trail.toAbsolutePath().getParent();
            Path reports = trailDirectory == null ? null : trailDirectory.getParent();
            return reports == null ? root : reports;
        }

        private static void print(Path directory, List<Path> writtenTrails, PrintStream out, PrintStream err) {
            try {
                Report report = ReportWriter.write(directory);
                out.println("zjail: " + totals(report, writtenTrails).sentence());
                out.println("zjail: audit in " + Markup.visible(directory.toString()) + ", "
                        + Markup.visible(names(writtenTrails)));
                out.println("zjail: report in " + report.page().toUri());
            } catch (IOException e) {
                err.println("zjail: the report on the audit in " + Markup.visible(directory.toString())
                        + " could not be written: " + Markup.visible(e.toString()) + ". The audit itself is there.");
            }
        }

        /** The page shows all JVMs and earlier builds, too; the line on the console is about this JVM. */
        private static Totals totals(Report report, List<Path> writtenTrails) {
            return Totals.of(report.trails().stream()
                    .filter(trail -> writtenTrails.contains(trail.file()))
                    .flatMap(trail -> trail.runs().stream())
                    .toList());
        }

        private static String names(List<Path> trails) {
            return trails.size() == 1 ? "trail " + trails.get(0).getFileName() : trails.size() + " trails";
        }
    }
}
