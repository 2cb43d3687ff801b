package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;

import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import dev.zjail.truthimatics.Verdict;
import org.junit.jupiter.api.Test;

class GreeterTests {
    @Test
    @Jailed("target/native/greeter")
    void greets(JailResult run) {
        assertThat(run).exitedWith(0).hasStdout("hello\n");
    }

    @Test
    @Jailed("target/native/tracer")
    void mayNotTrace(JailResult run) {
        assertThat(run).wasKilledBySyscall("ptrace");
    }

    @Test
    @Jailed(value = "target/native/sort", stdin = "b\na\n", replays = 16, contrasts = "z\n")
    void sortsDeterministically(JailResult run) {
        assertThat(run).hasStdout("a\nb\n").hasVerdict(Verdict.DETERMINISTIC);
    }
}
