package dev.zjail.assertj;

import static dev.zjail.assertj.Failing.failureOf;
import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.LimitKind;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.LimitExceeded;
import dev.zjail.engine.Termination.Signaled;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.SampleRuns;
import org.junit.jupiter.api.Test;

class JailResultAssert_exitedWith_Tests {

    @Test
    void should_pass_if_the_status_is_as_expected() {
        JailResultAssert assertion = assertThat(SampleRuns.ended(new Exited(3)));
        assertThat(assertion.exitedWith(3)).isSameAs(assertion);
    }

    @Test
    void should_fail_if_the_status_is_another() {
        JailResult run = SampleRuns.ended(new Exited(3));
        assertThat(failureOf(() -> assertThat(run).exitedWith(0)))
                .hasMessage("\nExpected: exited with status 0\nActual: greeter exited with status 3\n"
                        + run.describe().substring(run.describe().indexOf('\n') + 1));
    }

    @Test
    void should_fail_in_words_if_the_program_was_killed_by_the_filter() {
        assertThat(failureOf(() ->
                        assertThat(SampleRuns.ended(SampleRuns.SOCKET_DENIED)).exitedWith(0)))
                .hasMessageStartingWith(
                        "\nExpected: exited with status 0\nActual: greeter killed by the seccomp filter in"
                                + " syscall socket(0x2, 0x1, 0x0, 0x0, 0x0, 0x0), number 41 of x86_64\nverdict: REJECT\n");
    }

    @Test
    void should_fail_if_a_shell_would_report_that_status_for_a_signal() {
        JailResult run = SampleRuns.ended(new Signaled("SIGKILL", 9, false));
        assertThat(failureOf(() -> assertThat(run).exitedWith(137)))
                .hasMessageStartingWith(
                        "\nExpected: exited with status 137\nActual: greeter killed by signal SIGKILL (9)\n");
    }

    @Test
    void should_fail_if_a_limit_was_exceeded() {
        JailResult run = SampleRuns.ended(new LimitExceeded(LimitKind.OUTPUT, 1024, 2048));
        assertThat(failureOf(() -> assertThat(run).exitedWith(0)))
                .hasMessageStartingWith(
                        "\nExpected: exited with status 0\nActual: greeter ended by the OUTPUT limit of 1 KiB"
                                + " (2 KiB observed)\n");
    }

    @Test
    void should_leave_format_specifiers_of_the_program_alone() {
        JailResult run = SampleRuns.wrote(SampleRuns.kept("50% %s %n %d"), SampleRuns.kept(""));
        assertThat(failureOf(() -> assertThat(run).exitedWith(1))).hasMessageContaining("  | 50% %s %n %d\n");
    }

    @Test
    void should_let_the_user_replace_the_message() {
        assertThat(failureOf(() -> assertThat(SampleRuns.ended(new Exited(3)))
                        .withFailMessage("mine")
                        .exitedWith(0)))
                .hasMessage("mine");
    }

    @Test
    void should_keep_the_description_of_the_user() {
        assertThat(failureOf(() -> assertThat(SampleRuns.ended(new Exited(3)))
                        .as("my %s", "run")
                        .exitedWith(0)))
                .hasMessageStartingWith("[my run] \nExpected: exited with status 0\n");
    }

    @Test
    void should_fail_if_there_is_no_run() {
        assertThat(failureOf(() -> new JailResultAssert(nothing()).exitedWith(0)))
                .hasMessageContaining("Expecting actual not to be null");
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what a user's code without null checks may pass
    private static JailResult nothing() {
        return null;
    }
}
