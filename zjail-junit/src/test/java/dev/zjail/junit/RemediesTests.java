package dev.zjail.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.assertj.ZjailAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs in real jails that end for what the program lacks; beside each stands the run that has it. */
@DisplayName("A run that failed for what its program lacks")
@Timeout(120)
@Jailed(limits = @Limits(wall = "60s"))
class RemediesTests {
    /** Every host has it, and no jail where nobody asks for it. */
    private static final String ON_HOST = "/usr/bin/env";

    private Jail jail;

    @BeforeEach
    void program(Jail annotated) {
        jail = annotated.withExecutable(CompiledProgram.of("beyond"));
    }

    private static String remedy(JailResult run) {
        return run.describe()
                .lines()
                .filter(line -> line.startsWith("Remedy"))
                .findFirst()
                .orElse("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "thread      | clone3       | policy = \"threads\"; or else allow = \"execve\","
                        + " files = \"/bin/sh -> /bin/sh\", policy = \"processes\"",
                "process     | clone        | policy = \"processes\"; or else allow = \"execve\","
                        + " files = \"/bin/sh -> /bin/sh\", policy = \"processes\"",
                "client      | socket       | refuse = \"socket=EAFNOSUPPORT\"; or else allow = {\"connect\","
                        + " \"getsockname\", \"socket\"}",
                "options     | prctl        | allow = \"prctl\"",
                "memory file | memfd_create | refuse = \"memfd_create=ENOSYS\"; or else allow = \"memfd_create\"",
                "priority    | getpriority  | allow = \"getpriority\"",
            })
    @DisplayName("names what would let it make the call that it was killed for")
    void deniedCall(String what, String call, String attributes) {
        JailResult run = jail.run(what);

        ZjailAssertions.assertThat(run).wasKilledBySyscall(call).hasStdout("about to: " + what + "\n");
        assertThat(remedy(run)).isEqualTo("Remedy, if the program may: in @Jailed " + attributes);
    }

    @Test
    @DisplayName("passes with what is named")
    void passes() {
        ZjailAssertions.assertThat(jail.withPolicy("threads").run("thread")).exitedWith(0);
        ZjailAssertions.assertThat(jail.withPolicy("processes").run("process")).exitedWith(0);
        ZjailAssertions.assertThat(jail.withRefuse("socket=EAFNOSUPPORT").run("client"))
                .exitedWith(0)
                .refused("socket");
        ZjailAssertions.assertThat(jail.withAllow("prctl").run("options")).exitedWith(0);
        ZjailAssertions.assertThat(jail.withRefuse("memfd_create=ENOSYS").run("memory file"))
                .exitedWith(0);
        ZjailAssertions.assertThat(jail.withAllow("getpriority").run("priority"))
                .exitedWith(0);
    }

    @Test
    @DisplayName("keeps what the test has in the attribute already")
    void keeps() {
        JailResult run = jail.withAllow("ptrace", "getcpu").run("priority");

        assertThat(remedy(run)).endsWith("in @Jailed allow = {\"getcpu\", \"getpriority\", \"ptrace\"}");
    }

    @Test
    @DisplayName("names a file that the program did not find and the host has")
    void file() {
        String mapping = ON_HOST + " -> " + ON_HOST;
        JailResult without = jail.run(ON_HOST);

        ZjailAssertions.assertThat(without).exitedWith(1);
        assertThat(remedy(without)).endsWith("in @Jailed files = \"" + mapping + "\"");
        ZjailAssertions.assertThat(jail.withFiles(mapping).run(ON_HOST)).exitedWith(0);
    }

    @Test
    @DisplayName("names nothing that not everybody on the host may read: its path comes from the program")
    void privateFile(@TempDir Path directory) throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "secret");

        assertThat(remedy(jail.run(secret.toString()))).doesNotContain("files", "mounts");
        assertThat(jail.observe(secret.toString()).attributes()).doesNotContainKeys("files", "mounts");
    }

    @Test
    @DisplayName("names a directory of the host, and what the jail can provide, for the same reason")
    void directory() {
        ZjailAssertions.assertThat(jail.run("/usr/include")).exitedWith(1);
        assertThat(remedy(jail.run("/usr/include"))).endsWith("in @Jailed mounts = \"/usr/include\"");
        assertThat(remedy(jail.run("/proc/self/status"))).endsWith("in @Jailed provide = \"proc\"");
        ZjailAssertions.assertThat(jail.withProvide("proc").run("/proc/self/status"))
                .exitedWith(0);
        assertThat(remedy(jail.run("/tmp/out"))).endsWith("in @Jailed tmpfs = \"/tmp:16MiB\"");
    }

    @Test
    @DisplayName("names nothing that the host does not have, and nothing for a run that did all")
    void nothing() {
        JailResult missing = jail.run("/nowhere/at/all");

        ZjailAssertions.assertThat(missing).exitedWith(1);
        assertThat(remedy(missing)).isEqualTo("none");
        assertThat(remedy(jail.run("/etc/passwd"))).isEqualTo("none");
    }
}
