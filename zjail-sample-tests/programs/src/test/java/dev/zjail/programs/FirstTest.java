package dev.zjail.programs;

import static dev.zjail.assertj.ZjailAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zjail.assertj.JailResultAssert;
import dev.zjail.junit.Jail;
import dev.zjail.junit.JailResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * One row of the table: the test that a user would write first of a program, and what has to be added to it.
 *
 * @param name the test's name
 * @param build the command that makes the program from the sources beside the table; empty if it is there
 * @param jailed what the user writes first
 * @param expected what the user expects of the run
 * @param lines what is added, one attribute each, until the test passes; none if it passes at once
 * @param never why it does not pass, whatever is added; empty if it does
 */
record FirstTest(
        String name,
        Optional<String> build,
        Attributes jailed,
        Expected expected,
        List<Attributes> lines,
        Optional<String> never) {

    /**
     * What a run should do.
     *
     * @param status its exit status
     * @param stdout its whole standard output, if that is known
     * @param stdoutPart a part of it
     * @param stderrPart a part of its standard error
     */
    record Expected(int status, Optional<String> stdout, Optional<String> stdoutPart, Optional<String> stderrPart) {
        static Expected of(JsonNode row) {
            return new Expected(
                    row.path("exit").asInt(0),
                    text(row, "stdout"),
                    text(row, "stdoutContains"),
                    text(row, "stderrContains"));
        }

        /** Asserts as the user's test does. */
        void check(JailResult run) {
            JailResultAssert asserted = assertThat(run).exitedWith(status);
            stdout.ifPresent(asserted::hasStdout);
            stdoutPart.ifPresent(part -> asserted.stdout().contains(part));
            stderrPart.ifPresent(part -> asserted.stderr().contains(part));
        }
    }

    static FirstTest of(JsonNode row) {
        List<Attributes> lines = new ArrayList<>();
        row.path("lines").forEach(line -> lines.add(Attributes.of(line)));
        return new FirstTest(
                row.required("name").asText(),
                text(row, "build"),
                Attributes.of(row.required("jailed")),
                Expected.of(row),
                lines,
                text(row, "never"));
    }

    private static Optional<String> text(JsonNode row, String field) {
        return Optional.ofNullable(row.get(field)).map(JsonNode::asText);
    }

    /**
     * Runs the user's test with the first of the lines added.
     *
     * @param jail one without a program
     * @param added how many lines
     * @return how the test failed; empty if it passed
     */
    Optional<String> failureWith(Jail jail, int added) {
        Jail asked = jailed.applyTo(jail);
        try {
            for (Attributes line : lines.subList(0, added)) {
                asked = line.applyTo(asked);
            }
            expected.check(asked.run());
            return Optional.empty();
        } catch (AssertionError | ExtensionConfigurationException failure) {
            return Optional.of(String.valueOf(failure.getMessage()));
        }
    }
}
