package dev.zjail.report;

import dev.zjail.audit.RecordedRun;
import dev.zjail.audit.TestIdentity;
import dev.zjail.build.Invocation;
import dev.zjail.build.ReportsDirectory;
import dev.zjail.junit.Jailed;
import dev.zjail.junit.MissingJailed;
import dev.zjail.report.TestOutcome.Comparison;
import dev.zjail.report.TestOutcome.Status;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.opentest4j.AssertionFailedError;

/**
 * Notes what becomes of the jailed tests of a session, those that never got to run included. A test is jailed if it
 * made a jailed run, or if it is annotated with {@code @Jailed}. Safe for use by many threads, as tests may be.
 */
final class JailedTestListener implements TestExecutionListener {
    private static final String VERDICT = "zjail.verdict";

    private final Map<String, TestOutcome> outcomes = new ConcurrentHashMap<>();
    private final Map<String, Long> runs = new ConcurrentHashMap<>();
    private final Progress progress;
    private volatile @Nullable TestPlan plan;
    private volatile Optional<Path> reportsDirectory = Optional.empty();
    private volatile Optional<String> invocation = Optional.empty();
    private volatile Optional<Path> summaryFile = Optional.empty();
    private volatile GoldenSummary goldenSummary = new GoldenSummary(Optional.empty());
    private final Set<InvalidParameter> problems = Collections.synchronizedSet(new LinkedHashSet<>());

    JailedTestListener(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
        Function<String, Optional<String>> parameters = started.getConfigurationParameters()::get;
        progress.begin(parameters);
        summaryFile = SummaryFile.configured(parameters);
        goldenSummary = GoldenSummary.configured(parameters);
        Progress.problem(parameters).ifPresent(problems::add);
        GoldenSummary.problem(parameters).ifPresent(problems::add);
        SummaryFile.problem(parameters).ifPresent(problems::add);
        try {
            reportsDirectory = Optional.of(ReportsDirectory.resolve(parameters));
            invocation = Invocation.id(parameters);
        } catch (IllegalArgumentException e) {
            // The first jailed test fails with this very message, and there is nowhere to write a report.
            reportsDirectory = Optional.empty();
        }
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        String verdict = entry.getKeyValuePairs().get(VERDICT);
        if (verdict != null) {
            runs.merge(test.getUniqueId(), 1L, Long::sum);
            progress.ran();
        }
    }

    @Override
    public void executionSkipped(TestIdentifier identifier, String reason) {
        noteAll(identifier, Status.SKIPPED, new Why(reason, Optional.empty()));
    }

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        result.getThrowable().ifPresent(MissingJailed::explain);
        Why why = result.getThrowable().map(Why::of).orElse(Why.NOTHING);
        if (identifier.isTest()) {
            note(identifier, status(result), why);
            progress.testFinished();
        } else if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
            noteAll(identifier, status(result), why);
        }
    }

    /** Why a test did not pass, and what was compared if that was why. */
    private record Why(String reason, Optional<Comparison> comparison) {
        static final Why NOTHING = new Why("", Optional.empty());

        static Why of(Throwable thrown) {
            String message = thrown.getMessage();
            return new Why(
                    message == null || message.isBlank() ? thrown.getClass().getName() : message,
                    thrown instanceof AssertionFailedError failed ? comparison(failed) : Optional.empty());
        }

        private static Optional<Comparison> comparison(AssertionFailedError failed) {
            boolean compared = failed.isExpectedDefined() && failed.isActualDefined();
            // That something is true and not false is no difference that one would look for.
            return compared && !(failed.getExpected().getValue() instanceof Boolean)
                    ? Optional.of(new Comparison(
                            failed.getExpected().getStringRepresentation(),
                            failed.getActual().getStringRepresentation()))
                    : Optional.empty();
        }
    }

    private static Status status(TestExecutionResult result) {
        return switch (result.getStatus()) {
            case SUCCESSFUL -> Status.PASSED;
            case ABORTED -> Status.ABORTED;
            case FAILED -> Status.FAILED;
        };
    }

    /** Notes a test, or those tests of a container that did not even start: JUnit says nothing of them. */
    private void noteAll(TestIdentifier identifier, Status status, Why why) {
        if (identifier.isTest()) {
            note(identifier, status, why);
        }
        TestPlan current = plan;
        if (current != null) {
            current.getDescendants(identifier).stream()
                    .filter(TestIdentifier::isTest)
                    .filter(test -> !outcomes.containsKey(test.getUniqueId()))
                    .forEach(test -> note(test, status, why));
            if (!identifier.isTest() && current.getChildren(identifier).isEmpty()) {
                // A template that ended before its first invocation.
                note(identifier, status, why);
            }
        }
    }

    private void note(TestIdentifier test, Status status, Why why) {
        if (runs.containsKey(test.getUniqueId()) || isAnnotated(test)) {
            outcomes.compute(
                    test.getUniqueId(),
                    (id, before) -> outcome(test, status, why, before == null ? 0 : before.attempts()));
        }
    }

    private TestOutcome outcome(TestIdentifier test, Status status, Why why, int attemptsBefore) {
        return new TestOutcome(
                RecordedRun.asRecorded(className(test.getSource())),
                RecordedRun.asRecorded(name(test)),
                RecordedRun.asRecorded(test.getUniqueId()),
                status,
                attemptsBefore + 1,
                runsOf(test),
                why.reason(),
                why.comparison());
    }

    /** A program may be run once for all tests of a class, in a method that is called before them. */
    private long runsOf(TestIdentifier test) {
        long own = runs.getOrDefault(test.getUniqueId(), 0L);
        TestPlan current = plan;
        if (own > 0 || current == null) {
            return own;
        }
        long ofContainers = 0;
        for (Optional<TestIdentifier> parent = current.getParent(test);
                parent.isPresent();
                parent = current.getParent(parent.get())) {
            ofContainers += runs.getOrDefault(parent.get().getUniqueId(), 0L);
        }
        return ofContainers;
    }

    private String name(TestIdentifier test) {
        TestPlan current = plan;
        Optional<TestIdentifier> template = current == null
                ? Optional.empty()
                : current.getParent(test).filter(parent -> parent.getSource().equals(test.getSource()));
        return TestIdentity.testName(template.map(TestIdentifier::getDisplayName), test.getDisplayName());
    }

    private static String className(Optional<TestSource> source) {
        return source.map(found -> found instanceof MethodSource method
                        ? method.getClassName()
                        : found instanceof ClassSource type ? type.getClassName() : "")
                .orElse("");
    }

    private static boolean isAnnotated(TestIdentifier test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .filter(JailedTestListener::isAnnotated)
                .isPresent();
    }

    private static boolean isAnnotated(MethodSource source) {
        try {
            return isJailed(source.getJavaMethod()) || isInJailedClass(source.getJavaClass());
        } catch (LinkageError | RuntimeException e) {
            // A test whose class cannot be loaded: JUnit tells why.
            return false;
        }
    }

    private static boolean isInJailedClass(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
            if (isJailed(at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isJailed(AnnotatedElement element) {
        return AnnotationSupport.isAnnotated(element, Jailed.class);
    }

    /** Where the reports of the last plan go; empty if there was none, or its configuration is wrong. */
    Optional<Path> reportsDirectory() {
        return reportsDirectory;
    }

    /** Which build the last plan belongs to; empty if that cannot be known. */
    Optional<String> invocation() {
        return invocation;
    }

    /** The file the summary is put into as well, where the project names one. */
    Optional<Path> summaryFile() {
        return summaryFile;
    }

    /** What to say of golden files. */
    GoldenSummary goldenSummary() {
        return goldenSummary;
    }

    /** The parameters that could not be followed, each once, however many plans were executed with it. */
    List<InvalidParameter> problems() {
        synchronized (problems) {
            return List.copyOf(problems);
        }
    }

    /** What became of each jailed test so far, in a fixed order. */
    List<TestOutcome> outcomes() {
        return outcomes.values().stream()
                .sorted(java.util.Comparator.comparing(TestOutcome::testClass)
                        .thenComparing(TestOutcome::testName)
                        .thenComparing(TestOutcome::uniqueId))
                .toList();
    }
}
