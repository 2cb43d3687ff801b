package dev.zjail.junit;

import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.assertj.ZjailSoftAssertions;
import java.nio.file.Path;
import org.assertj.core.api.SoftAssertionsProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/** An assertion on output alone does not pass over a crash, whichever comes first: the output or the ending. */
@DisplayName("A test that asserts output alone")
class UnseenEndingTests {
    @TempDir
    Path reports;

    private JailTestKit.Results execute(Class<?> fixture) {
        return JailTestKit.reportingTo(reports).execute(fixture);
    }

    @Test
    @DisplayName("fails at its end if the program printed the right thing and died of SIGSEGV, really")
    void ofARealCrash() {
        assertThat(execute(RealCrashTestCases.class).onlyFailure())
                .isExactlyInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith(
                        "\nExpected: an end of its own, with whatever status, because hasStdout alone implies a normal ending"
                                + "\nActual: dash killed by signal SIGSEGV (11)")
                .hasMessageContaining("\nstdout (6 bytes):\n  | right\\n\n")
                .hasMessageEndingWith("\nRemedy: if the program should end like this, assert it, best in front of"
                        + " hasStdout: wasSignaledBy(\"SIGSEGV\")")
                .satisfies(failure -> assertThat(failure.getStackTrace())
                        .as("it leads to the line that asserted the output")
                        .anyMatch(frame -> frame.getClassName().equals(RealCrashTestCases.class.getName())));
    }

    @Test
    @DisplayName("passes where the remedy was followed, and where the program does not crash")
    void withTheRemedy() {
        execute(RealCrashAssertedTestCases.class).succeeded(3);
    }

    @Test
    @DisplayName("fails for a denied call, in each way to look at output")
    void ofOtherEndings() {
        assertThat(execute(OutputAloneTestCases.class).failures())
                .extracting(Throwable::getMessage)
                .allSatisfy(message -> assertThat(message).contains(" alone implies a normal ending"))
                .anySatisfy(message ->
                        assertThat(message).contains("hasStdout alone").endsWith(": wasKilledBySyscall(\"socket\")"))
                .anySatisfy(message -> assertThat(message)
                        .contains("hasStderr alone")
                        .endsWith("hasStderr: wasKilledBySyscall(\"socket\")"))
                .anySatisfy(message -> assertThat(message).contains("because stdout() alone"))
                .anySatisfy(message -> assertThat(message).contains("because stderr() alone"))
                .anySatisfy(message -> assertThat(message).startsWith("[mine] \nExpected: an end of its own, with"))
                .hasSize(5);
    }

    @Test
    @DisplayName("passes where its ending is looked at in any way, before or behind")
    void lookedAt() {
        execute(LookedAtTestCases.class).succeeded(9);
    }

    @Test
    @DisplayName("fails with its own failure alone, if it has one")
    void ownFailure() {
        assertThat(execute(OwnFailureTestCases.class).onlyFailure())
                .hasMessage("mine")
                .hasNoSuppressedExceptions();
    }

    @Test
    @DisplayName("fails its class if the run was made for all of it")
    void ofAClass() {
        assertThat(execute(RunOfTheClassTestCases.class).onlyFailure())
                .hasMessageContaining("hasStdout alone implies a normal ending")
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
    }

    @Jailed(value = "/bin/dash", allow = "kill", policy = "dynamic")
    static class RealCrashTestCases {
        @Test
        @Jailed(args = {"-c", "echo right; kill -SEGV $$"})
        void test(JailResult run) {
            assertThat(run).hasStdout("right\n");
        }
    }

    @Jailed(value = "/bin/dash", allow = "kill", policy = "dynamic")
    static class RealCrashAssertedTestCases {
        @Test
        @Jailed(args = {"-c", "echo right; kill -SEGV $$"})
        void behind(JailResult run) {
            assertThat(run).hasStdout("right\n").wasSignaledBy("SIGSEGV");
        }

        @Test
        @Jailed(args = {"-c", "echo right; kill -SEGV $$"})
        void inFront(JailResult run) {
            assertThat(run).wasSignaledBy("SIGSEGV").hasStdout("right\n");
        }

        @Test
        @Jailed(args = {"-c", "echo right"})
        void alive(JailResult run) {
            assertThat(run).hasStdout("right\n");
        }
    }

    @ScriptedEngine.Installed
    static class OutputAloneTestCases {
        @Test
        @Jailed("socket")
        void deniedCall(JailResult run) {
            assertThat(run).hasStdout("trying\n").hasStderr("");
        }

        @Test
        @Jailed("socket")
        void errors(JailResult run) {
            assertThat(run).hasStderr("");
        }

        @Test
        @Jailed("socket")
        void navigation(JailResult run) {
            assertThat(run).stdout().contains("try");
        }

        @Test
        @Jailed("socket")
        void softly(Jail jail) {
            SoftAssertionsProvider.assertSoftly(
                    ZjailSoftAssertions.class,
                    softly -> softly.assertThat(jail.run()).stderr().isEmpty());
        }

        @Test
        @Jailed("socket")
        void described(JailResult run) {
            assertThat(run).as("mine").hasStdout("trying\n");
        }
    }

    @ScriptedEngine.Installed
    @Jailed("socket")
    static class LookedAtTestCases {
        @Test
        void byAnAssertionBehind(JailResult run) {
            assertThat(run).hasStdout("trying\n").wasKilledBySyscall("socket");
        }

        @Test
        void byAnotherChain(JailResult run) {
            assertThat(run).hasStdout("trying\n");
            assertThat(run).wasKilledBySyscall("socket");
        }

        @Test
        void byNavigation(JailResult run) {
            assertThat(run).stdout().isEqualTo("trying\n");
            assertThat(run).termination().isEqualTo(SampleRuns.SOCKET_DENIED);
        }

        @Test
        void byTheResult(JailResult run) {
            assertThat(run).hasStdout("trying\n");
            assertThat(run.termination()).isEqualTo(SampleRuns.SOCKET_DENIED);
        }

        @Test
        void byTheVerdict(JailResult run) {
            assertThat(run).hasStdout("trying\n").hasVerdict(dev.zjail.truthimatics.Verdict.REJECT);
        }

        @Test
        @Jailed("failing")
        void byTheStatus(JailResult run) {
            assertThat(run).hasStdout("").exitedWith(3);
        }

        @Test
        @Jailed("failing")
        void becauseItExited(JailResult run) {
            assertThat(run).hasStdout("");
        }

        @Test
        void becauseOutputIsNotAsserted(JailResult run) {
            assertThat(run.stdout().text()).isEqualTo("trying\n");
        }

        @Test
        void softly(JailResult run) {
            SoftAssertionsProvider.assertSoftly(
                    ZjailSoftAssertions.class,
                    softly -> softly.assertThat(run).hasStdout("trying\n").wasKilledBySyscall("socket"));
        }
    }

    @ScriptedEngine.Installed
    static class OwnFailureTestCases {
        @Test
        @Jailed("socket")
        void test(JailResult run) {
            assertThat(run).hasStdout("trying\n");
            throw new AssertionError("mine");
        }
    }

    @ScriptedEngine.Installed
    @Jailed("socket")
    static class RunOfTheClassTestCases {
        static JailResult first;
        static JailResult second;

        @BeforeAll
        static void run(Jail jail) {
            first = jail.run();
            second = jail.run();
        }

        @AfterEach
        void inALifecycleMethod() {
            assertThat(second).hasStdout("trying\n");
        }

        @Test
        void test() {
            assertThat(first).hasStdout("trying\n");
        }
    }
}
