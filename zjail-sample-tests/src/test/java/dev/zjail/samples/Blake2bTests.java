package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;

import dev.zjail.junit.Jail;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that computes, tested against published answers and against another implementation. */
@DisplayName("A BLAKE2b in C, in the jail,")
class Blake2bTests {
    @Test
    @Jailed(value = "target/native/blake2b", args = "64", stdin = "abc")
    void givesTheDigestOfRfc7693AppendixA(JailResult run) {
        assertThat(run)
                .exitedWith(0)
                .hasStdout("ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
                        + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923\n");
    }

    @Test
    @Jailed(value = "target/native/blake2b", args = "self-test")
    void passesTheSelfTestOfRfc7693AppendixE(JailResult run) {
        assertThat(run).exitedWith(0).hasStdout("c23a7800d98123bd10f506c61e29da5603d763b8bbad2e737f5e765a7bccd475\n");
    }

    @Test
    @Jailed(value = "target/native/blake2b", args = "32")
    void givesTheDigestOfNothing(JailResult run) {
        assertThat(run).exitedWith(0).hasStdout("0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8\n");
    }

    /** A block is 128 bytes: one byte less, one block, one byte more, several, and more than a pipe holds. */
    @ParameterizedTest(name = "agrees with b2sum on {0} bytes")
    @ValueSource(ints = {1, 127, 128, 129, 255, 256, 257, 100_000})
    @Jailed(value = "target/native/blake2b", args = "32")
    void agreesWithB2sum(int length, Jail jail, @TempDir Path directory) throws IOException {
        byte[] input = new byte[length];
        new Random(length).nextBytes(input);
        Path file = Files.write(directory.resolve("input"), input);

        JailResult run = jail.withStdin(input).run();

        assertThat(run).exitedWith(0).hasStdout(B2sum.of(file) + "\n");
    }
}
