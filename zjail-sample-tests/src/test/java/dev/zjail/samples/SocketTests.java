package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.RefusedSyscall;
import dev.zjail.junit.Jail;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two layers stand between a program and the network: the filter, and a network namespace without any network. */
@DisplayName("A program that opens a socket")
@Jailed("target/native/open_socket")
class SocketTests {
    private static final String OPENED = "about to: socket\nsocket: ok\n";
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    @Test
    void isKilledInSocket(JailResult run) {
        assertThat(run).hasStdout("about to: socket\n").wasKilledBySyscall("socket");
    }

    @Test
    @Jailed("target/native/open_socket-dynamic")
    void isKilledInSocketDynamicallyLinked(JailResult run) {
        assertThat(run).hasStdout("about to: socket\n").wasKilledBySyscall("socket");
    }

    @Test
    @Jailed(allow = "socket")
    void getsOneOnceSocketIsAllowed(JailResult run) {
        assertThat(run).exitedWith(0).hasStdout(OPENED);
    }

    @Test
    @Jailed(refuse = "socket")
    void goesOnWithoutOneWhereSocketIsRefused(JailResult run) {
        assertThat(run)
                .exitedWith(0)
                .hasStdout("about to: socket\nsocket: errno EPERM\n")
                .refused("socket")
                .isFullyConfined();
        assertThat(run.refused()).containsExactly(new RefusedSyscall("socket", "EPERM", 1));
    }

    @Test
    @Jailed(refuse = "socket=ENETUNREACH")
    void isToldTheErrorThatTheTestNames(JailResult run) {
        assertThat(run)
                .exitedWith(0)
                .hasStdout("about to: socket\nsocket: errno ENETUNREACH\n")
                .refused("socket");
    }

    @Test
    @Jailed(allow = "socket", args = "9")
    void isKilledInConnectWhereOnlySocketIsAllowed(JailResult run) {
        assertThat(run).hasStdout(OPENED + "about to: connect\n").wasKilledBySyscall("connect");
    }

    /** The same program reaches the same port outside the jail. In it the loopback device is another one, and down. */
    @Test
    @Jailed(allow = {"socket", "connect"})
    void reachesNoServerOfTheHost(Jail jail) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByAddress(LOOPBACK))) {
            String port = Integer.toString(server.getLocalPort());

            assertThat(outsideTheJail("target/native/open_socket", port))
                    .isEqualTo(OPENED + "about to: connect\nconnect: ok\n");
            assertThat(jail.run(port))
                    .exitedWith(0)
                    .hasStdout(OPENED + "about to: connect\nconnect: errno ENETUNREACH\n");
        }
    }

    private static String outsideTheJail(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
