package dev.zjail.report;

import java.util.Optional;

/**
 * What became of a jailed test, as JUnit tells it: not part of the audit, which knows runs and no tests.
 *
 * @param testClass the binary name of the test class
 * @param testName the name a person reads
 * @param uniqueId JUnit's unique id
 * @param status how the last attempt ended
 * @param attempts how often it was begun, or skipped
 * @param runs how many jailed runs it made, in all attempts
 * @param reason why it did not pass, in one line or several; empty if it did
 * @param comparison what was compared, where it failed for that
 */
record TestOutcome(
        String testClass,
        String testName,
        String uniqueId,
        Status status,
        int attempts,
        long runs,
        String reason,
        Optional<Comparison> comparison) {

    /**
     * What a failed assertion compared.
     *
     * @param expected what should have been
     * @param actual what was
     */
    record Comparison(String expected, String actual) {}

    /** An outcome that is not for want of equality. */
    TestOutcome(
            String testClass, String testName, String uniqueId, Status status, int attempts, long runs, String reason) {
        this(testClass, testName, uniqueId, status, attempts, runs, reason, Optional.empty());
    }

    /** How a test ended. */
    enum Status {
        /** It passed. */
        PASSED("✓", "passed"),
        /** It failed, or what has to come before it did. */
        FAILED("✗", "failed"),
        /** It gave up, or what has to come before it did: an assumption did not hold. */
        ABORTED("–", "aborted"),
        /** It was disabled. */
        SKIPPED("–", "skipped");

        private final String mark;
        private final String word;

        Status(String mark, String word) {
            this.mark = mark;
            this.word = word;
        }

        String mark() {
            return mark;
        }

        String word() {
            return word;
        }
    }

    /** A test that passes without a run shows nothing about a program, and is told as well. */
    boolean didNotRun() {
        return runs == 0;
    }

    /** Why a person has to look at it, in one line or several. */
    String why() {
        return reason.isEmpty() ? "it passed without running its program" : reason;
    }

    /** Such as {@code passed, at the second of 2 attempts}. */
    String sentence() {
        return status.word() + (attempts > 1 ? " at attempt " + attempts : "");
    }
}
