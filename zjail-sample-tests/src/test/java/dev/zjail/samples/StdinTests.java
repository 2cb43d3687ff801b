package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.junit.Jail;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Standard input reaches the program byte for byte, and ends. */
@DisplayName("A program that copies its standard input")
@Jailed("target/native/echo_stdin")
class StdinTests {
    @Test
    @Jailed(stdin = "what was said\n")
    void says(JailResult run) {
        assertThat(run).exitedWith(0).hasStdout("what was said\n");
    }

    @Test
    void readsEndOfFileWhereNothingIsGiven(JailResult run) {
        assertThat(run).exitedWith(0).hasStdout("");
    }

    /** A pipe holds 64 KiB: more than that must be fed while the output is drained. */
    @Test
    void copiesMoreBytesThanAPipeHolds(Jail jail) {
        byte[] input = new byte[500_000];
        new Random(1).nextBytes(input);

        JailResult run = jail.withStdin(input).run();

        assertThat(run).exitedWith(0);
        assertThat(run.stdout().bytes()).isEqualTo(input);
    }

    @Test
    @Jailed(value = "target/native/echo_stdin-freestanding", policy = "strict", stdin = "strictly\n")
    void copiesUnderTheStrictPolicy(JailResult run) {
        assertThat(run).exitedWith(0).hasStdout("strictly\n");
    }

    /** The other way round: who does not read must not be waited for. */
    @Test
    @Jailed("target/native/hello")
    void isNotNeededByAProgramThatDoesNotRead(Jail jail) {
        assertThat(jail.withStdin(new byte[500_000]).run()).exitedWith(0).hasStdout("hello\n");
    }
}
