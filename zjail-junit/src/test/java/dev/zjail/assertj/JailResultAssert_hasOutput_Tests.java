package dev.zjail.assertj;

import static dev.zjail.assertj.Failing.failureOf;
import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.CapturedOutput;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.SampleRuns;
import org.junit.jupiter.api.Test;

class JailResultAssert_hasOutput_Tests {
    private static final JailResult RUN = SampleRuns.wrote(SampleRuns.kept("out\n"), SampleRuns.kept("err\n"));

    @Test
    void should_pass_if_the_program_wrote_exactly_that() {
        JailResultAssert assertion = assertThat(RUN);
        assertThat(assertion.hasOutput("out\nerr\n")).isSameAs(assertion);
    }

    @Test
    void should_fail_and_tell_neither_stream_twice() {
        assertThat(failureOf(() -> assertThat(RUN).hasOutput("out\n"))).hasMessage("""

                        Expected: output (4 bytes):
                          | out\\n
                        Actual: output (8 bytes):
                          | out\\n
                          | err\\n
                        First difference at byte 5, line 2: expected the end, found "err\\n".
                        greeter exited with status 0
                        used: 2 ms CPU, 3 ms wall, 1 MiB resident
                        audit: /project/target/reports/greets.audit.json""");
    }

    @Test
    void should_fail_if_more_was_written_than_kept() {
        JailResult cut = SampleRuns.wrote(new CapturedOutput(Bytes.utf8("a"), 2), SampleRuns.kept(""));
        assertThat(failureOf(() -> assertThat(cut).hasOutput("a")))
                .hasMessageContaining("No difference in what was kept, but more was written.\n");
    }

    @Test
    void should_go_on_to_the_text() {
        assertThat(RUN).output().startsWith("out").endsWith("err\n");
        assertThat(failureOf(() -> assertThat(RUN).output().startsWith("err")))
                .hasMessageContaining("[output of greeter exited with status 0; audit: ");
    }
}
