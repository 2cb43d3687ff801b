package dev.zjail.report;

import dev.zjail.audit.RecordedRun;
import dev.zjail.audit.Trail;
import dev.zjail.report.TestOutcome.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All that is to be reported of the last build in a reports directory.
 *
 * @param trails its trails, as they were read and checked
 * @param tests its tests, by class and name
 * @param runs the runs of these tests
 * @param earlier the builds before it whose trails are still there, the newest first
 */
record Report(List<Trail> trails, List<ReportedTest> tests, List<ReportedRun> runs, List<EarlierBuild> earlier) {

    Report {
        trails = List.copyOf(trails);
        tests = List.copyOf(tests);
        runs = List.copyOf(runs);
        earlier = List.copyOf(earlier);
    }

    /**
     * Tells the last build from those before it.
     *
     * @param found all trails of the directory
     * @param outcomes what became of the tests of the last build
     * @param invocation which build that is; empty if it is not known, as of trails that do not say it either
     */
    static Report of(List<Trail> found, List<TestOutcome> outcomes, Optional<String> invocation) {
        // A trail without a readable record may be anybody's, and is not to be overlooked.
        Predicate<Trail> isOfLastBuild = trail ->
                trail.runs().isEmpty() || EarlierBuild.invocationOf(trail).equals(invocation);
        List<Trail> last = found.stream().filter(isOfLastBuild).toList();
        List<Trail> before = found.stream().filter(isOfLastBuild.negate()).toList();
        return of(last, outcomes, EarlierBuild.allOf(before));
    }

    /** Puts together what belongs to the same test; of several outcomes of one test the last one counts. */
    private static Report of(List<Trail> trails, List<TestOutcome> outcomes, List<EarlierBuild> earlier) {
        Map<String, List<RecordedRun>> runs = new LinkedHashMap<>();
        trails.stream()
                .flatMap(trail -> trail.runs().stream())
                .forEach(run -> runs.computeIfAbsent(run.uniqueId(), id -> new ArrayList<>())
                        .add(run));
        Map<String, TestOutcome> outcomeById = new LinkedHashMap<>();
        outcomes.forEach(outcome -> outcomeById.put(outcome.uniqueId(), outcome));
        Set<String> ids = new LinkedHashSet<>(outcomeById.keySet());
        ids.addAll(runs.keySet());
        List<ReportedTest> tests = ids.stream()
                .map(id -> test(id, Optional.ofNullable(outcomeById.get(id)), runs.getOrDefault(id, List.of())))
                .sorted(Comparator.comparing(ReportedTest::testClass)
                        .thenComparing(ReportedTest::testName)
                        .thenComparing(ReportedTest::uniqueId))
                .toList();
        return new Report(trails, tests, runsOf(tests), earlier);
    }

    private static ReportedTest test(String uniqueId, Optional<TestOutcome> outcome, List<RecordedRun> runs) {
        String testClass = runs.isEmpty()
                ? outcome.map(TestOutcome::testClass).orElse("")
                : runs.get(0).testClass();
        String testName = runs.isEmpty()
                ? outcome.map(TestOutcome::testName).orElse("")
                : runs.get(0).testName();
        return new ReportedTest(testClass, testName, uniqueId, outcome, runs);
    }

    private static List<ReportedRun> runsOf(List<ReportedTest> tests) {
        return tests.stream()
                .flatMap(test -> test.runs().stream().map(run -> ReportedRun.of(test, run)))
                .toList();
    }

    Totals totals() {
        return Totals.of(runs.stream().map(ReportedRun::run).toList());
    }

    /** How many tests ended how, of those whose outcome is known. */
    Map<Status, Long> outcomes() {
        Map<Status, Long> counts = new EnumMap<>(Status.class);
        tests.stream()
                .flatMap(test -> test.outcome().stream())
                .forEach(outcome -> counts.merge(outcome.status(), 1L, Long::sum));
        return counts;
    }

    /** The tests a person has to look at: failed ones first. */
    List<ReportedTest> needALook() {
        return tests.stream()
                .filter(ReportedTest::needsALook)
                .sorted(Comparator.comparing(test -> test.outcome()
                                .filter(known -> known.status() == Status.FAILED)
                                .isPresent()
                        ? 0
                        : 1))
                .toList();
    }
}
