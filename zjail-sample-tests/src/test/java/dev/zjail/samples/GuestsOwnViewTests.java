package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Layer;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a program can learn about its host and its jail: the layers, seen from inside. */
class GuestsOwnViewTests {
    @Nested
    @DisplayName("The environment")
    @Jailed("target/native/show_environment")
    class Environment {
        @Test
        void isEmpty(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout("variables: 0\n");
        }

        @Test
        @Jailed(env = {"LANG=C", "EQUATION=a=b"})
        void isExactlyWhatTheTestDeclares(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout("variables: 2\nLANG=C\nEQUATION=a=b\n");
        }
    }

    @Nested
    @DisplayName("The open file descriptors")
    @Jailed("target/native/show_descriptors")
    class Descriptors {
        @Test
        void areStandardInputOutputAndError(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout("open: 0\nopen: 1\nopen: 2\n");
        }

        @Test
        @Jailed(value = "target/native/show_descriptors-freestanding", policy = "strict")
        void areTheSameUnderTheStrictPolicy(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout("open: 0\nopen: 1\nopen: 2\n");
        }

        @Test
        @Jailed(args = "/")
        void areOneMoreWhereTheProgramOpensOne(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout("open: 0\nopen: 1\nopen: 2\nopen: 3\n");
        }
    }

    @Test
    @DisplayName("The name of the machine is not the host's")
    @Jailed("target/native/show_host_name")
    void hostName(JailResult run) throws IOException {
        String hosts = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();

        assertThat(run).exitedWith(0);
        assertThat(Reports.of(run).text("name")).isNotEmpty().isNotEqualTo(hosts);
    }

    @Test
    @DisplayName("The user and the group are not root")
    @Jailed(
            value = "target/native/show_identity",
            allow = {"getresuid", "getresgid"})
    void identity(JailResult run) {
        assertThat(run).exitedWith(0);
        Reports reports = Reports.of(run);
        assertThat(reports.number("real user"))
                .isNotZero()
                .isEqualTo(reports.number("effective user"))
                .isEqualTo(reports.number("saved user"));
        assertThat(reports.number("real group"))
                .isNotZero()
                .isEqualTo(reports.number("effective group"))
                .isEqualTo(reports.number("saved group"));
    }

    @Nested
    @DisplayName("What the kernel says of the confinement")
    @Jailed("target/native/show_confinement")
    class Confinement {
        private static final long SECBITS_ALL_SET_AND_LOCKED = 0x2f;

        @Test
        void isNotForEveryone(JailResult run) {
            assertThat(run).hasStdout("about to: prctl\n").wasKilledBySyscall("prctl");
        }

        @Test
        @Jailed(allow = {"prctl", "capget"})
        void agreesWithWhatTheJailPromises(JailResult run) {
            assertThat(run).exitedWith(0);
            Reports reports = Reports.of(run);
            assertThat(reports.number("no new privileges")).isOne();
            assertThat(reports.number("seccomp mode")).isEqualTo(2);
            assertThat(reports.number("securebits") & SECBITS_ALL_SET_AND_LOCKED)
                    .isEqualTo(SECBITS_ALL_SET_AND_LOCKED);
            assertThat(reports.number("bounding capabilities")).isZero();
            assertThat(reports.number("ambient capabilities")).isZero();
            assertThat(reports.number("effective capabilities")).isZero();
            assertThat(reports.number("permitted capabilities")).isZero();
            assertThat(reports.number("inheritable capabilities")).isZero();
        }

        /** PR_GET_DUMPABLE is 1 for an ordinary process, and 0 or 2 for one that nobody can trace or read. */
        @Test
        @Jailed(allow = {"prctl", "capget"})
        void agreesWithWhatTheResultSaysOfBeingDumpable(JailResult run) {
            assertThat(run).exitedWith(0);
            boolean dumpable = Reports.of(run).number("dumpable") == 1;
            assertThat(run.confinement().layer(Layer.DUMPABLE).inForce()).isEqualTo(!dumpable);
        }
    }
}
