package dev.zjail.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.zjail.audit.RecordSchema;
import dev.zjail.build.RerunCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** Runs fixture classes in the real JUnit engine, in parallel, with the audit in a directory of its own. */
record JailTestKit(Path reports, Map<String, String> parameters) {

    static JailTestKit reportingTo(Path reports) {
        return new JailTestKit(reports, Map.of());
    }

    JailTestKit with(String parameter, String value) {
        Map<String, String> more = new HashMap<>(parameters);
        more.put(parameter, value);
        return new JailTestKit(reports, Map.copyOf(more));
    }

    Results execute(Class<?> fixture) {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .enableImplicitConfigurationParameters(false)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .configurationParameter("zjail.reports.dir", reports.toString())
                .configurationParameters(parameters)
                .selectors(selectClass(fixture))
                .execute();
        try {
            RecordSchema.assertAllValid(reports);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Results(results);
    }

    /** What a failure ends with where a build tool runs these tests, as Maven does. */
    static String rerun(Class<?> fixture, String method, Path somewhereInTheReports) {
        return RerunCommand.of(fixture.getName(), Optional.of(method), somewhereInTheReports)
                .map(command -> "\nto run it again: " + command)
                .orElse("");
    }

    /** The report entries of one run. */
    record PublishedRun(String verdict, String termination, Path auditFile) {

        static PublishedRun of(Map<String, String> entries) {
            assertThat(entries).containsOnlyKeys("zjail.verdict", "zjail.termination", "zjail.audit");
            return new PublishedRun(
                    entries.getOrDefault("zjail.verdict", ""),
                    entries.getOrDefault("zjail.termination", ""),
                    Path.of(entries.getOrDefault("zjail.audit", "")));
        }

        String record() {
            try {
                return Files.readString(auditFile);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What became of a fixture. */
    record Results(EngineExecutionResults events) {

        /** Requires that so many tests ran and none failed, and shows why if one did. */
        Results succeeded(int tests) {
            assertThat(failures()).as("failures").isEmpty();
            events.testEvents()
                    .assertStatistics(statistics -> statistics.started(tests).succeeded(tests));
            return this;
        }

        /** What the only test or class that failed failed with. */
        Throwable onlyFailure() {
            assertThat(failures()).as("failures").hasSize(1);
            return failures().get(0);
        }

        /** What the only test that was aborted was aborted with. */
        Throwable onlyAbortion() {
            List<Throwable> abortions = thrown(events.allEvents().aborted());
            assertThat(abortions).as("abortions").hasSize(1);
            return abortions.get(0);
        }

        /** Everything that was published, in order. */
        List<Map<String, String>> entries() {
            return events.allEvents().reportingEntryPublished().stream()
                    .map(event -> event.getRequiredPayload(ReportEntry.class).getKeyValuePairs())
                    .toList();
        }

        /** What was published about each run. */
        List<PublishedRun> runs() {
            return entries().stream()
                    .filter(entry -> entry.containsKey("zjail.verdict"))
                    .map(PublishedRun::of)
                    .toList();
        }

        List<Throwable> failures() {
            return thrown(events.allEvents().failed());
        }

        private static List<Throwable> thrown(Events events) {
            return events.stream()
                    .map(Event::getPayload)
                    .map(payload -> payload.map(TestExecutionResult.class::cast))
                    .flatMap(Optional::stream)
                    .map(TestExecutionResult::getThrowable)
                    .flatMap(Optional::stream)
                    .toList();
        }
    }
}
