package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import dev.zjail.junit.Limits;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What gcc's sanitizers need in a jail. */
class SanitizerTests {
    @Nested
    @DisplayName("UndefinedBehaviorSanitizer")
    class UndefinedBehaviour {
        // snippet: ubsan
        @Test
        @Jailed(
                value = "target/native/average-ubsan",
                args = {"2000000000", "2000000000"},
                exitCodes = 1)
        void findsTheOverflow(JailResult run) {
            assertThat(run).exitedWith(1);
            assertThat(run.stderr().text()).contains("signed integer overflow: 2000000000 + 2000000000");
        }

        @Test
        @Jailed(
                value = "target/native/average-ubsan",
                args = {"1", "3"})
        void findsNothingInSmallNumbers(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout("2\n");
        }
        // end: ubsan
    }

    @Nested
    @DisplayName("AddressSanitizer")
    class Addresses {
        // snippet: asan
        @Test
        @Jailed(
                value = "target/native/average-asan",
                args = {"1", "3"},
                env = "ASAN_OPTIONS=detect_leaks=0",
                allow = "prlimit64",
                limits = @Limits(memory = "32TiB"),
                exitCodes = 1)
        void findsTheWriteBehindTheArray(JailResult run) {
            assertThat(run).exitedWith(1);
            assertThat(run.stderr().text()).contains("AddressSanitizer: heap-buffer-overflow");
        }
        // end: asan
    }
}
