package dev.zjail.assertj;

import static dev.zjail.assertj.Failing.failureOf;
import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.CapturedOutput;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.SampleRuns;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class JailResultAssert_hasStderr_Tests {

    private static JailResult wrote(CapturedOutput output) {
        return SampleRuns.wrote(SampleRuns.kept("other"), output);
    }

    @Test
    void should_pass_if_the_program_wrote_exactly_that() {
        JailResultAssert assertion = assertThat(wrote(SampleRuns.kept("grüß\n")));
        assertThat(assertion.hasStderr("grüß\n")).isSameAs(assertion);
    }

    @Test
    void should_pass_if_nothing_was_expected_and_written() {
        assertThat(wrote(SampleRuns.kept(""))).hasStderr("");
    }

    @Test
    void should_fail_and_point_at_the_first_difference() {
        JailResult run = wrote(SampleRuns.kept("a\nbxd\n"));
        assertThat(failureOf(() -> assertThat(run).hasStderr("a\nbcd\n"))).hasMessage("""

                        Expected: stderr (6 bytes):
                          | a\\n
                          | bcd\\n
                        Actual: stderr (6 bytes):
                          | a\\n
                          | bxd\\n
                        First difference at byte 4, line 2: expected "cd\\n", found "xd\\n".
                        greeter exited with status 0
                        stdout (5 bytes):
                          | other
                        used: 2 ms CPU, 3 ms wall, 1 MiB resident
                        audit: /project/target/reports/greets.audit.json""");
    }

    @Test
    void should_show_the_rule_that_the_run_broke_but_no_weights() {
        JailResult rejected = SampleRuns.ended(SampleRuns.SOCKET_DENIED);
        assertThat(failureOf(() -> assertThat(rejected).hasStderr("x")))
                .hasMessageContaining("\n" + rejected.assessment().describe() + "\n");
        assertThat(failureOf(() -> assertThat(wrote(SampleRuns.kept("a"))).hasStderr("b")))
                .message()
                .doesNotContain("UNCERTAIN", "verdict", "settled by");
    }

    @Test
    void should_fail_if_the_last_line_does_not_end() {
        assertThat(failureOf(() -> assertThat(wrote(SampleRuns.kept("a"))).hasStderr("a\n")))
                .hasMessageContaining("First difference at byte 2, line 1: expected \"\\n\", found the end.\n");
    }

    @Test
    void should_fail_if_there_is_more() {
        assertThat(failureOf(() -> assertThat(wrote(SampleRuns.kept("ab"))).hasStderr("a")))
                .hasMessageContaining("First difference at byte 2, line 1: expected the end, found \"b\".\n");
    }

    @Test
    void should_fail_if_more_was_written_than_kept() {
        CapturedOutput cut = new CapturedOutput(Bytes.utf8("a"), 2);
        assertThat(failureOf(() -> assertThat(wrote(cut)).hasStderr("a")))
                .hasMessageContaining("No difference in what was kept, but more was written.\n");
        assertThat(failureOf(() -> assertThat(wrote(cut)).hasStderr("ab")))
                .hasMessageContaining("expected \"b\", found what was not kept.\n");
    }

    @Test
    void should_fail_if_bytes_only_decode_to_the_same_text() {
        CapturedOutput invalid = new CapturedOutput(Bytes.of(new byte[] {(byte) 0xff}), 1);
        assertThat(failureOf(() -> assertThat(wrote(invalid)).hasStderr("\ufffd")))
                .hasMessageContaining("First difference at byte 1, line 1: expected \"\ufffd\", found \"\\xff\".\n");
    }

    @Test
    void should_show_hostile_output_harmlessly() {
        String hostile = "50% %s %n\u001b[31m\u202e";
        AssertionError failure =
                failureOf(() -> assertThat(wrote(SampleRuns.kept(hostile))).hasStderr("x"));
        assertThat(failure)
                .hasMessageContaining("  | 50% %s %n\\x1b[31m\\u{202e}")
                .message()
                .doesNotContain("\u001b", "\u202e");
    }

    @Test
    void should_keep_the_description_and_message_of_the_user() {
        assertThat(failureOf(
                        () -> assertThat(wrote(SampleRuns.kept("a"))).as("mine").hasStderr("b")))
                .hasMessageStartingWith("[mine] \nExpected: ");
        assertThat(failureOf(() -> assertThat(wrote(SampleRuns.kept("a")))
                        .withFailMessage("mine")
                        .hasStderr("b")))
                .hasMessage("mine");
    }

    @Test
    void should_give_tools_both_sides_to_compare() {
        assertThat(failureOf(() -> assertThat(wrote(SampleRuns.kept("a\u001b"))).hasStderr("b")))
                .isInstanceOfSatisfying(AssertionFailedError.class, failure -> {
                    assertThat(failure.getExpected().getValue()).isEqualTo("stderr (1 byte):\n  | b");
                    assertThat(failure.getActual().getValue()).isEqualTo("stderr (2 bytes):\n  | a\\x1b");
                });
    }

    @Test
    void should_bound_what_it_shows() {
        assertThat(failureOf(() ->
                        assertThat(wrote(SampleRuns.kept("x".repeat(1 << 20)))).hasStderr("y".repeat(1 << 20))))
                .message()
                .contains("1044480 bytes omitted")
                .hasSizeLessThan(16384);
    }

    @Test
    void should_fail_if_there_is_no_run() {
        assertThat(failureOf(() -> new JailResultAssert(nothing()).hasStderr("")))
                .hasMessageContaining("Expecting actual not to be null");
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what a user's code without null checks may pass
    private static JailResult nothing() {
        return null;
    }
}
