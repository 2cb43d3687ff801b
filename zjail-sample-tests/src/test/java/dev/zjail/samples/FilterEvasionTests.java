package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Termination.SyscallDenied;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Ways around a filter that looks at too little. */
class FilterEvasionTests {
    private static final int GETPID_I386 = 20;
    private static final int GETPID_X86_64 = 39;
    private static final int X32_BIT = 0x4000_0000;

    /** A filter that compares the lowest 32 bits takes the address 0x700000000 for NULL. */
    @Nested
    @DisplayName("A new limit at an address whose lowest 32 bits are zero")
    @Jailed("target/native/change_limit")
    class HighWord {
        private static final String READ =
                "about to: prlimit64 to read\nprlimit64 to read: ok\nabout to: prlimit64 to write\n";

        @Test
        void isKilledInPrlimit64(JailResult run) {
            assertThat(run).hasStdout(READ).wasKilledBySyscall("prlimit64");
            assertThat(denied(run).arguments().get(2)).isEqualTo(0x7_0000_0000L);
        }

        @Test
        @Jailed(allow = "prlimit64")
        void getsPastOncePrlimit64IsAllowed(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout(READ + "prlimit64 to write: ok\n");
        }
    }

    /** The numbers of one calling convention mean other calls in another: no allow-list may be read across. */
    @Nested
    @DisplayName("A call by a foreign convention")
    @Jailed(value = "target/native/foreign_convention", allow = "getpid")
    class ForeignConvention {
        @Test
        @Jailed(args = "i386")
        void ofI386IsKilled(JailResult run) throws IOException, InterruptedException {
            assertThat(run).hasStdout("about to: getpid\n");
            if (!hostHasCallsOfI386()) {
                assertThat(run).wasSignaledBy("SIGSEGV");
                return;
            }
            assertThat(denied(run).architecture()).isEqualTo("i386");
            assertThat(denied(run).number()).isEqualTo(GETPID_I386);
        }

        /** Some virtual machines have none, and the program dies there without a jail, too. */
        private static boolean hostHasCallsOfI386() throws IOException, InterruptedException {
            Process program = new ProcessBuilder("target/native/foreign_convention", "i386")
                    .redirectErrorStream(true)
                    .start();
            program.getInputStream().readAllBytes();
            return program.waitFor() == 0;
        }

        @Test
        @Jailed(args = "x32")
        void ofX32IsKilled(JailResult run) {
            assertThat(run).hasStdout("about to: getpid\n");
            assertThat(denied(run).architecture()).isEqualTo("x32");
            assertThat(denied(run).number() & ~X32_BIT).isEqualTo(GETPID_X86_64);
        }

        @Test
        @Jailed(args = "x86_64")
        void getsPastByItsOwnConvention(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout("about to: getpid\ngetpid: ok\n");
        }
    }

    private static SyscallDenied denied(JailResult run) {
        assertThat(run.termination()).isInstanceOf(SyscallDenied.class);
        return (SyscallDenied) run.termination();
    }
}
