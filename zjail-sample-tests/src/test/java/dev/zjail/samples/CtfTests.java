package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;

import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A challenge of a capture-the-flag: it can be solved, by the way that its author meant, and by no other. */
@DisplayName("The challenge ctf_login")
// snippet: ctf
@Jailed(value = "target/native/ctf_login", env = "FLAG=CTF{sixteen-letters-and-one}")
class CtfTests {
    @Test
    @Jailed(stdin = "AAAAAAAAAAAAAAAA\u0001\n")
    void givesTheFlagToWhoeverOverflowsTheName(JailResult run) {
        assertThat(run).exitedWith(0).hasStdout("CTF{sixteen-letters-and-one}\n");
    }

    @Test
    @Jailed(stdin = "admin\n", exitCodes = 1)
    void keepsItFromAnybodyElse(JailResult run) {
        assertThat(run).exitedWith(1).hasStdout("no flag for you\n");
    }
}
// end: ctf
