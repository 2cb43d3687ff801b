package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;

import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A challenge of a capture-the-flag: it can be solved, by the way that its author meant, and by no other. */
@DisplayName("The challenge ctf_login")
// snippet: ctf
@Jailed(value = "target/native/ctf_login", files = "src/test/resources/flag.txt -> /flag.txt")
class CtfTests {
    @Test
    @Jailed(stdin = "AAAAAAAAAAAAAAAA\u0001\n")
    void givesTheFlagToWhomOverflowsTheName(JailResult run) {
        assertThat(run).exitedWith(0).hasStdout("FLAG{a-name-may-have-sixteen-letters}\n");
    }

    @Test
    @Jailed(stdin = "admin\n", exitCodes = 1)
    void keepsItFromAnybodyElse(JailResult run) {
        assertThat(run).exitedWith(1).hasStdout("no flag for you\n");
    }

    @Test
    @Jailed(stdin = "AAAAAAAAAAAAAAAA\u0001\n", files = "src/test/proto -> /flag.txt", exitCodes = 2)
    void dependsOnTheFlag(JailResult run) {
        assertThat(run).exitedWith(2).hasStdout("");
    }
}
// end: ctf
