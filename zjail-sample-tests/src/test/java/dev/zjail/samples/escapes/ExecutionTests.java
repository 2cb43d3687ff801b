package dev.zjail.samples.escapes;

import static dev.zjail.assertj.ZjailAssertions.assertThat;

import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Programs that bring another program into the jail and execute it. */
class ExecutionTests {
    @Nested
    @DisplayName("A program in a file without a name")
    @Jailed(value = "target/native/memory_file", args = "/bin/second", files = "target/native/hello -> /bin/second")
    class WithoutAName {
        private static final String CREATED = "about to: memfd_create\nmemfd_create: ok\nabout to: execveat\n";

        @Test
        void isKilledInMemfdCreate(JailResult run) {
            assertThat(run).hasStdout("about to: memfd_create\n").wasKilledBySyscall("memfd_create");
        }

        @Test
        @Jailed(allow = "memfd_create")
        void isKilledInExecveat(JailResult run) {
            assertThat(run).hasStdout(CREATED).wasKilledBySyscall("execveat");
        }

        @Test
        @Jailed(allow = {"memfd_create", "execveat"})
        void runsOnceBothAreAllowed(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout(CREATED + "hello\n");
        }
    }

    @Nested
    @DisplayName("A program dropped into a tmpfs")
    @Jailed(
            value = "target/native/drop_and_execute",
            args = {"/bin/second", "/tmp/dropped"},
            files = "target/native/hello -> /bin/second",
            tmpfs = "/tmp:4MiB")
    class Dropped {
        private static final String DROPPED = "about to: create\ncreate: ok\nabout to: execve\n";

        @Test
        void isKilledInExecve(JailResult run) {
            assertThat(run).hasStdout(DROPPED).wasKilledBySyscall("execve");
        }

        /**
         * A tmpfs is mounted noexec. That execve itself works is shown where the same program is mapped, not dropped.
         */
        @Test
        @Jailed(allow = "execve")
        void isRefusedByTheKernelOnceExecveIsAllowed(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout(DROPPED + "execve: errno EACCES\n");
        }
    }
}
