package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a program finds in its file system, and where it may write. */
class FilesTests {
    @Nested
    @DisplayName("A program that writes a file")
    @Jailed(value = "target/native/write_file", tmpfs = "/tmp:1MiB")
    class Writing {
        @Test
        @Jailed(args = "/file")
        void cannotInTheRoot(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout("about to: create\ncreate: errno EROFS\n");
        }

        @Test
        @Jailed(args = "/in/file", files = "src/test/proto -> /in")
        void cannotInAMappedDirectory(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout("about to: create\ncreate: errno EROFS\n");
        }

        @Test
        @Jailed(args = "/tmp/file", tmpfs = "//tmp/.:1MiB")
        void canInATmpfsThatIsWrittenOtherwise(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout("about to: create\ncreate: ok\nread back: kept\n");
        }

        @Test
        @Jailed(args = "/tmp/file", files = "src/test/proto -> /in")
        void isToldOfAllThatLayInItsJail(JailResult run) {
            assertThat(run.contents())
                    .extracting(file -> file.path() + " " + file.origin())
                    .contains("/bin/write_file PROGRAM", "/tmp TMPFS")
                    .filteredOn(line -> line.startsWith("/in/"))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).endsWith(" FILES"));
            assertThat(run.contents())
                    .filteredOn(file -> file.digest().equals(Optional.of(run.fingerprint())))
                    .extracting(file -> file.host().orElseThrow())
                    .containsExactly(
                            Path.of("target/native/write_file").toAbsolutePath().toString());
        }

        @Test
        @Jailed(args = "/tmp/file")
        void canInATmpfs(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout("about to: create\ncreate: ok\nread back: kept\n");
        }

        /** O_EXCL: were the tmpfs of one run there in the next, one of the two tests with this path would fail. */
        @Test
        @Jailed(args = "/tmp/file")
        void findsItsTmpfsEmptyAgain(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout("about to: create\ncreate: ok\nread back: kept\n");
        }

        @Test
        @Jailed(args = {"/tmp/file", "512"})
        void hasRoomUpToTheSizeOfTheTmpfs(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout("about to: create\ncreate: ok\nkibibytes: 512\n");
        }

        @Test
        @Jailed(args = {"/tmp/file", "4096"})
        void hasNoRoomBeyondTheSizeOfTheTmpfs(JailResult run) {
            assertThat(run).exitedWith(0);
            assertThat(run.stdout().text()).startsWith("about to: create\ncreate: ok\nwrite: errno ENOSPC\n");
            assertThat(Reports.of(run).number("kibibytes")).isBetween(512L, 1024L);
        }
    }

    @Nested
    @DisplayName("A program that opens files")
    @Jailed("target/native/open_paths")
    class Opening {
        @Test
        @Jailed(
                args = {
                    "/etc/hostname",
                    "/etc/shadow",
                    "/proc/self/status",
                    "/proc/1/root",
                    "/sys/kernel",
                    "/dev/tty",
                    "/root",
                    "/mnt"
                })
        void findsNoneOfTheHosts(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout("""
                        /etc/hostname: errno ENOENT
                        /etc/shadow: errno ENOENT
                        /proc/self/status: errno ENOENT
                        /proc/1/root: errno ENOENT
                        /sys/kernel: errno ENOENT
                        /dev/tty: errno ENOENT
                        /root: errno ENOENT
                        /mnt: errno ENOENT
                        """);
        }

        @Test
        @Jailed(
                args = {"/in/person.proto", "/in/broken.proto"},
                files = "src/test/proto/person.proto -> /in/person.proto")
        void findsWhatTheTestMappedAndNothingBesideIt(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout("/in/person.proto: ok\n/in/broken.proto: errno ENOENT\n");
        }
    }
}
