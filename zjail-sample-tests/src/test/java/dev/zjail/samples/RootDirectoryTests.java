package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;

import dev.zjail.junit.Jail;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ways out of a root directory that is a mere chroot, and ways to undo the jail's own mounts. The filter kills them;
 * and once it lets them pass, the kernel refuses them, because the guest has no capability.
 */
class RootDirectoryTests {
    @Nested
    @DisplayName("A chroot escape by an open directory")
    @Jailed(value = "target/native/chroot_escape", tmpfs = "/tmp:64KiB")
    class ByAnOpenDirectory {
        @Test
        void isKilledInChroot(JailResult run) {
            assertThat(run).hasStdout("about to: chroot\n").wasKilledBySyscall("chroot");
        }

        @Test
        @Jailed(allow = "chroot")
        void isRefusedByTheKernelOnceTheFilterAllowsIt(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout("""
                        about to: chroot
                        chroot: errno EPERM
                        about to: fchdir
                        fchdir: ok
                        about to: climb
                        about to: open etc/hostname
                        open etc/hostname: errno ENOENT
                        """);
        }

        /** What the escape looks for would be found: it is the host's file that is missing, not the way to look. */
        @Test
        @Jailed(allow = "chroot", files = "src/test/proto/person.proto -> /etc/hostname")
        void findsAFileThatTheTestPutThere(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout("""
                        about to: chroot
                        chroot: errno EPERM
                        about to: fchdir
                        fchdir: ok
                        about to: climb
                        about to: open etc/hostname
                        open etc/hostname: ok
                        """);
        }
    }

    @Nested
    @DisplayName("A chroot escape by a second chroot")
    @Jailed(value = "target/native/double_chroot", tmpfs = "/tmp:64KiB")
    class ByASecondChroot {
        @Test
        void isKilledInTheFirstChroot(JailResult run) {
            assertThat(run)
                    .hasStdout("about to: mkdir\nmkdir: ok\nabout to: chroot\n")
                    .wasKilledBySyscall("chroot");
        }

        /**
         * Its second directory is not in /tmp, where the first chroot would have taken it, but in the read-only root.
         */
        @Test
        @Jailed(allow = "chroot")
        void isRefusedByTheKernelOnceTheFilterAllowsIt(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout("""
                        about to: mkdir
                        mkdir: ok
                        about to: chroot
                        chroot: errno EPERM
                        about to: mkdir
                        mkdir: errno EROFS
                        about to: chroot
                        chroot: errno ENOENT
                        about to: climb
                        about to: open etc/hostname
                        open etc/hostname: errno ENOENT
                        """);
        }
    }

    @Nested
    @DisplayName("One of the jail's own mount calls, played again,")
    @Jailed(value = "target/native/replay_mounts", tmpfs = "/tmp:64KiB")
    class ReplayedMounts {
        @ParameterizedTest(name = "is killed in {0}")
        @ValueSource(strings = {"mount", "umount2", "pivot_root"})
        void isKilled(String syscall, Jail jail) {
            assertThat(jail.run(syscall))
                    .hasStdout("about to: " + syscall + "\n")
                    .wasKilledBySyscall(syscall);
        }

        @ParameterizedTest(name = "is refused by the kernel once the filter allows {0}")
        @ValueSource(strings = {"mount", "umount2", "pivot_root"})
        @Jailed(allow = {"mount", "umount2", "pivot_root"})
        void isRefusedByTheKernel(String syscall, Jail jail) {
            assertThat(jail.run(syscall))
                    .exitedWith(0)
                    .hasStdout("about to: " + syscall + "\n" + syscall + ": errno EPERM\n");
        }
    }
}
