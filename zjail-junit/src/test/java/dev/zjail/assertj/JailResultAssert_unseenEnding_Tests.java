package dev.zjail.assertj;

import static dev.zjail.assertj.Failing.failureOf;
import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.LimitKind;
import dev.zjail.engine.Termination;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.LimitExceeded;
import dev.zjail.engine.Termination.Signaled;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.SampleRuns;
import dev.zjail.truthimatics.Verdict;
import org.junit.jupiter.api.Test;

/** A result that no test made: there is no later time to fail. */
class JailResultAssert_unseenEnding_Tests {
    private static final Termination SEGFAULT = new Signaled("SIGSEGV", 11, false);

    @Test
    void should_fail_at_once_and_say_all() {
        JailResult run = SampleRuns.ended(SEGFAULT);
        assertThat(failureOf(() -> assertThat(run).hasStdout("hello\n"))).hasMessage("""

                        Expected: an end of its own, with whatever status, because hasStdout alone implies a normal ending
                        Actual: greeter killed by signal SIGSEGV (11)
                        verdict: REJECT
                          rule    sample_rule              a rule was broken
                        stdout (6 bytes):
                          | hello\\n
                        stderr: empty
                        used: 2 ms CPU, 3 ms wall, 1 MiB resident
                        audit: /project/target/reports/greets.audit.json
                        Remedy: if the program should end like this, assert it, best in front of hasStdout: \
                        wasSignaledBy("SIGSEGV")""");
    }

    @Test
    void should_name_the_assertion_for_each_ending() {
        assertThat(SampleRuns.ended(new Exited(4))).hasStderr("");
        assertThat(failureOf(() -> assertThat(SampleRuns.ended(SEGFAULT)).hasStderr("")))
                .hasMessageEndingWith("hasStderr: wasSignaledBy(\"SIGSEGV\")");
        assertThat(failureOf(() ->
                        assertThat(SampleRuns.ended(SampleRuns.SOCKET_DENIED)).hasStdout("hello\n")))
                .hasMessageEndingWith("hasStdout: wasKilledBySyscall(\"socket\")");
        LimitExceeded limit = new LimitExceeded(LimitKind.OUTPUT, 1, 2);
        assertThat(failureOf(() -> assertThat(SampleRuns.ended(limit)).hasStdout("hello\n")))
                .hasMessageEndingWith("hasStdout: exceeded(LimitKind.OUTPUT)");
    }

    @Test
    void should_pass_behind_an_assertion_on_the_ending() {
        assertThat(SampleRuns.ended(SEGFAULT))
                .wasSignaledBy("SIGSEGV")
                .hasStdout("hello\n")
                .stdout()
                .hasSize(6);
        assertThat(SampleRuns.ended(new Exited(3)))
                .exitedWith(3)
                .hasStdout("hello\n")
                .hasStderr("");
        assertThat(SampleRuns.ended(SEGFAULT)).hasVerdict(Verdict.REJECT).hasStdout("hello\n");
    }

    @Test
    void should_show_another_output_first() {
        assertThat(failureOf(() -> assertThat(SampleRuns.ended(SEGFAULT)).hasStdout("x")))
                .hasMessageContaining("First difference at byte 1");
    }
}
