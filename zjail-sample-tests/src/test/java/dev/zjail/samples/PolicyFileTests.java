package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;

import dev.zjail.junit.Jail;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Policies of the project's own, in src/test/policies. */
@DisplayName("A policy file")
class PolicyFileTests {
    private static final String INTERNET = "about to: socket\n";

    @Test
    @Jailed(value = "target/native/open_socket", policy = "src/test/policies/local-sockets.json")
    void allowsACallWithCertainArgumentsOnly(JailResult run) {
        assertThat(run).hasStdout(INTERNET).wasKilledBySyscall("socket");
    }

    // snippet: policy-file
    @Test
    @Jailed("target/native/open_local_socket")
    void allowsACallWithThoseArguments(Jail jail) {
        assertThat(jail.run()).hasStdout(INTERNET).wasKilledBySyscall("socket");
        assertThat(jail.withPolicy("src/test/policies/local-sockets.json").run())
                .exitedWith(0)
                .hasStdout(INTERNET + "socket: ok\n");
    }
    // end: policy-file

    @Test
    @Jailed(value = "target/native/open_local_socket", policy = "src/test/policies/quiet.json")
    void canExtendAnother(JailResult run) {
        assertThat(run).exitedWith(0).hasStdout(INTERNET + "socket: ok\n");
    }

    @Test
    @Jailed("target/native/show_host_name")
    void takesCallsAway(Jail jail) {
        assertThat(jail.run()).exitedWith(0);
        assertThat(jail.withPolicy("src/test/policies/quiet.json").run())
                .hasStdout("about to: uname\n")
                .wasKilledBySyscall("uname");
    }
}
