package dev.zjail.assertj;

import static dev.zjail.assertj.Failing.failureOf;
import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Termination;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.SampleRuns;
import dev.zjail.truthimatics.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JailResultAssert_navigation_Tests {

    private static final String ORIGIN =
            " of greeter exited with status 0; audit: /project/target/reports/greets.audit.json] ";

    private final JailResult run = SampleRuns.wrote(SampleRuns.kept("one\ntwo\n"), SampleRuns.kept("50% \u001b[31m\n"));

    @Test
    void should_lead_to_stdout() {
        assertThat(run).stdout().startsWith("one").hasLineCount(2);
        assertThat(failureOf(() -> assertThat(run).stdout().contains("three")))
                .hasMessageStartingWith("[stdout" + ORIGIN)
                .hasMessageContaining("\"one\\ntwo\\n\"");
    }

    @Test
    void should_lead_to_stderr_and_escape_it() {
        assertThat(run).stderr().contains("50%");
        assertThat(failureOf(() -> assertThat(run).stderr().isEmpty()))
                .hasMessageStartingWith("[stderr" + ORIGIN)
                .hasMessageContaining("\"50% \\x1b[31m\\n\"");
        assertThat(failureOf(() -> assertThat(run).stderr().isEqualTo("x")))
                .message()
                .doesNotContain("\u001b");
    }

    @Test
    void should_leave_format_specifiers_of_the_program_alone() {
        JailResult formats = SampleRuns.wrote(SampleRuns.kept("%s %n %d"), SampleRuns.kept(""));
        assertThat(failureOf(() -> assertThat(formats).stdout().isEmpty())).hasMessageContaining("\"%s %n %d\"");
        assertThat(failureOf(() -> assertThat(formats).stdout().isEqualTo("x"))).hasMessageContaining("\"%s %n %d\"");
    }

    @Test
    void should_bound_what_text_assertions_show() {
        JailResult flood = SampleRuns.wrote(SampleRuns.kept("x".repeat(1 << 20)), SampleRuns.kept(""));
        assertThat(failureOf(() -> assertThat(flood).stdout().contains("y")))
                .message()
                .contains(" characters omitted ")
                .hasSizeLessThan(8192);
    }

    @Test
    void should_lead_to_the_termination() {
        assertThat(run).termination().isEqualTo(new Exited(0));
        assertThat(failureOf(() -> assertThat(run).termination().isInstanceOf(Termination.Signaled.class)))
                .hasMessageStartingWith("[termination" + ORIGIN);
    }

    @Test
    void should_lead_to_the_usage() {
        assertThat(run).usage().hasWallBelow(Duration.ofMillis(4));
        assertThat(failureOf(() -> assertThat(run).usage().hasWallBelow(Duration.ofMillis(3))))
                .hasMessageStartingWith("[usage" + ORIGIN);
    }

    @Test
    void should_lead_to_the_assessment() {
        assertThat(run).assessment().hasVerdict(Verdict.UNCERTAIN);
        assertThat(failureOf(() -> assertThat(run).assessment().hasVerdict(Verdict.REJECT)))
                .hasMessageStartingWith("[assessment" + ORIGIN);
    }

    @Test
    void should_keep_the_description_of_the_user() {
        assertThat(failureOf(() -> assertThat(run).as("mine").stdout().isEmpty()))
                .hasMessageStartingWith("[mine] ");
    }

    @Test
    void should_fail_if_there_is_no_run() {
        assertThat(failureOf(() -> new JailResultAssert(nothing()).stdout()))
                .hasMessageContaining("Expecting actual not to be null");
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what a user's code without null checks may pass
    private static JailResult nothing() {
        return null;
    }
}
