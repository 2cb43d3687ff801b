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

/** Memory a program may map, and memory it may execute. */
class MemoryTests {
    private static final String MAPPED = "about to: mmap\nmmap: ok\nstored: 42\n";

    @Nested
    @DisplayName("Under the policy static, mmap")
    @Jailed("target/native/map_memory")
    class Static {
        @Test
        @Jailed(args = "private")
        void isAllowedForPrivateMemory(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout(MAPPED);
        }

        @ParameterizedTest(name = "kills where it is {0}")
        @ValueSource(strings = {"shared", "executable", "high-word"})
        void kills(String kind, Jail jail) {
            assertThat(jail.run(kind)).hasStdout("about to: mmap\n").wasKilledBySyscall("mmap");
        }

        @ParameterizedTest(name = "gets past as {0} once mmap is allowed")
        @ValueSource(strings = {"shared", "executable", "high-word"})
        @Jailed(allow = "mmap")
        void getsPast(String kind, Jail jail) {
            assertThat(jail.run(kind)).exitedWith(0).hasStdout(MAPPED);
        }
    }

    @Nested
    @DisplayName("Under the policy strict, mmap")
    @Jailed(value = "target/native/map_memory-freestanding", policy = "strict")
    class Strict {
        @Test
        @Jailed(args = "private")
        void isAllowedForPrivateMemory(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout(MAPPED);
        }

        @ParameterizedTest(name = "kills where it is {0}")
        @ValueSource(strings = {"shared", "executable", "high-word"})
        void kills(String kind, Jail jail) {
            assertThat(jail.run(kind)).hasStdout("about to: mmap\n").wasKilledBySyscall("mmap");
        }

        @ParameterizedTest(name = "gets past as {0} once mmap is allowed")
        @ValueSource(strings = {"shared", "executable", "high-word"})
        @Jailed(allow = "mmap")
        void getsPast(String kind, Jail jail) {
            assertThat(jail.run(kind)).exitedWith(0).hasStdout(MAPPED);
        }
    }

    @Nested
    @DisplayName("A page that was written and then made executable")
    @Jailed("target/native/protect_executable")
    class MadeExecutable {
        @Test
        void killsInMprotect(JailResult run) {
            assertThat(run).hasStdout("about to: mprotect\n").wasKilledBySyscall("mprotect");
        }

        @Test
        @Jailed(value = "target/native/protect_executable-freestanding", policy = "strict")
        void killsInMprotectUnderTheStrictPolicy(JailResult run) {
            assertThat(run).hasStdout("about to: mprotect\n").wasKilledBySyscall("mprotect");
        }

        @Test
        @Jailed(allow = "mprotect")
        void isExecutedOnceMprotectIsAllowed(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout("about to: mprotect\nmprotect: ok\nreturned from the page: 1\n");
        }
    }

    @Nested
    @DisplayName("A program that changes its own text")
    @Jailed("target/native/modify_itself")
    class SelfModifying {
        @Test
        @Jailed(args = "unprotect")
        void isKilledWhenItMakesTheTextWritable(JailResult run) {
            assertThat(run).hasStdout("answer: 1\nabout to: mprotect\n").wasKilledBySyscall("mprotect");
        }

        @Test
        @Jailed(args = "store")
        void isKilledWhenItJustWrites(JailResult run) {
            assertThat(run).hasStdout("answer: 1\nabout to: store\n").wasSignaledBy("SIGSEGV");
        }

        @Test
        @Jailed(args = "unprotect", allow = "mprotect")
        void changesItOnceMprotectIsAllowed(JailResult run) {
            assertThat(run)
                    .exitedWith(0)
                    .hasStdout("answer: 1\nabout to: mprotect\nmprotect: ok\nabout to: store\nanswer: 2\n");
        }
    }
}
