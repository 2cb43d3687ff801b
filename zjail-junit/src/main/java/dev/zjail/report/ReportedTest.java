package dev.zjail.report;

import dev.zjail.audit.RecordedRun;
import dev.zjail.internal.Blake2b256;
import dev.zjail.report.TestOutcome.Status;
import dev.zjail.truthimatics.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A test with all that is known of it. Runs made in a lifecycle method count as a test of that method's name, of which
 * JUnit tells no outcome.
 *
 * @param testClass the binary name of the test class
 * @param testName the name a person reads
 * @param uniqueId JUnit's unique id
 * @param outcome what became of it, where a session noted that
 * @param runs its runs, in the order in which they were begun
 */
record ReportedTest(
        String testClass, String testName, String uniqueId, Optional<TestOutcome> outcome, List<RecordedRun> runs) {
    private static final int LONGEST_SLUG = 60;
    private static final int HASH_DIGITS = 12;

    ReportedTest {
        runs = runs.stream()
                .sorted(Comparator.comparing(RecordedRun::startedAt)
                        .thenComparing(RecordedRun::trail)
                        .thenComparing(RecordedRun::line))
                .toList();
    }

    /** The name of its page: readable, ASCII, far below 255 bytes, and its own. */
    String pageName() {
        String hash = Blake2b256.of(uniqueId).substring(0, HASH_DIGITS);
        return slug(simpleClassName()) + "." + slug(testName) + "-" + hash + ".html";
    }

    /** Whether {@link #pageName} can have made a name. */
    static boolean isPageName(String name) {
        return name.matches("[A-Za-z0-9-]+\\.[A-Za-z0-9-]+-[0-9a-f]{" + HASH_DIGITS + "}\\.html");
    }

    private static String slug(String text) {
        String start = text.length() > 4 * LONGEST_SLUG ? text.substring(0, 4 * LONGEST_SLUG) : text;
        String readable = start.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-+|-+$", "");
        String bounded = readable.length() > LONGEST_SLUG ? readable.substring(0, LONGEST_SLUG) : readable;
        return bounded.isEmpty() ? "test" : bounded;
    }

    /** The name of the class without its package. */
    String simpleClassName() {
        return testClass.substring(testClass.lastIndexOf('.') + 1);
    }

    /** The page, relative to the index; empty if there is none because there is no run to show. */
    Optional<String> link() {
        return runs.isEmpty() ? Optional.empty() : Optional.of(pageName());
    }

    /** The verdict a reader should know of: the worst of all its runs. */
    Optional<Verdict> verdict() {
        return runs.stream().map(RecordedRun::verdict).min(Comparator.comparing(ReportedTest::urgency));
    }

    private static int urgency(Verdict verdict) {
        return switch (verdict) {
            case REJECT -> 0;
            case UNCERTAIN -> 1;
            case DETERMINISTIC -> 2;
        };
    }

    /** Whether a person has to look at it: it did not pass, or it passed without a run. */
    boolean needsALook() {
        return outcome.filter(known -> known.status() != Status.PASSED || known.didNotRun())
                .isPresent();
    }
}
