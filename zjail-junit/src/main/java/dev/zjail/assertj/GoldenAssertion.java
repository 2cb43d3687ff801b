package dev.zjail.assertj;

import dev.zjail.engine.CapturedOutput;
import dev.zjail.golden.GoldenFile;
import dev.zjail.golden.GoldenFile.Failure;
import dev.zjail.golden.GoldenSettings;
import dev.zjail.junit.GuestText;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.RunScope;
import dev.zjail.truthimatics.Normaliser;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.opentest4j.AssertionFailedError;

/**
 * Compares what a run left with a golden file.
 *
 * @param actual the run
 * @param endingAsserted whether its ending was asserted already
 */
record GoldenAssertion(JailResult actual, boolean endingAsserted) {

    /**
     * Compares.
     *
     * @param subject what the output is: {@code stdout}, {@code stderr}, or a file's path in the jail
     * @param assertion the name of the assertion
     * @return why it is another; the text begins with a line feed
     */
    Optional<Failure> check(
            String subject, String assertion, CapturedOutput found, Path file, Map<String, String> variables) {
        RunScope scope = RunScope.of(actual.execution());
        GoldenFile golden = GoldenFile.of(file, variables, GoldenSettings.of(scope::parameter));
        byte[] output =
                Normaliser.normalise(found.content(), scope.normalisers()).toArray();
        if (found.truncated()) {
            return Optional.of(new Failure(
                    "\nExpected: " + subject + " as in a golden file\nActual: more was written than was kept. Remedy:"
                            + " raise limits.output, or let the program write less.\n"
                            + story(subject, found),
                    Optional.empty(),
                    ""));
        }
        return golden.check(subject, output, obstacle(scope, assertion))
                .map(failure -> complete(failure, subject, found));
    }

    /** Fails with both sides attached, so that an IDE can show the difference. */
    static AssertionError error(Failure failure, String message) {
        return failure.expected().isEmpty()
                ? new AssertionFailedError(message)
                : new AssertionFailedError(
                        message, GoldenFile.shown(failure.expected().get()), GoldenFile.shown(failure.found()));
    }

    /** What a program wrote before it crashed is not to be taken for what it should write. */
    private Optional<String> obstacle(RunScope scope, String assertion) {
        return endingAsserted || scope.isEndingSettled()
                ? Optional.empty()
                : Optional.of(
                        "the program did not end normally. Remedy: if it should end like this, assert that in front"
                                + " of " + assertion + ": "
                                + FailureText.endingAssertion(actual.execution().termination()) + ".");
    }

    private Failure complete(Failure failure, String subject, CapturedOutput found) {
        boolean differs = failure.text().startsWith("Expected");
        String rest = differs ? actual.describeWithout(subject) : story(subject, found);
        String remedy = differs
                ? "\nRemedy: if the new " + subject + " is right, rewrite the file: -D" + GoldenSettings.PARAMETER
                        + "=update"
                : "";
        return new Failure("\n" + failure.text() + "\n" + rest + remedy, failure.expected(), failure.found());
    }

    private String story(String subject, CapturedOutput found) {
        return GuestText.excerpt(subject, found) + "\n" + actual.describeWithout(subject);
    }
}
