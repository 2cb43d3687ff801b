package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.junit.Jail;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals a program dies of, and signals it sends. */
class SignalTests {
    private static final String SIGKILL = "9";
    private static final String SIGTERM = "15";

    @Nested
    @DisplayName("A program that dies of a signal")
    class Dying {
        @Test
        @Jailed("target/native/abort_now")
        void byAbortDiesOfSigabrt(JailResult run) {
            assertThat(run).hasStdout("about to: abort\n").wasSignaledBy("SIGABRT");
        }

        @Test
        @Jailed("target/native/segfault")
        void byABadPointerDiesOfSigsegv(JailResult run) {
            assertThat(run).hasStdout("about to: store to the null page\n").wasSignaledBy("SIGSEGV");
        }

        /** SIGSYS among them, which is what the filter kills with: sent by the program itself it is only a signal. */
        @ParameterizedTest(name = "that it sends to itself dies of {1}")
        @CsvSource({"9, SIGKILL", "15, SIGTERM", "24, SIGXCPU", "31, SIGSYS"})
        @Jailed(value = "target/native/send_signal", allow = "kill")
        void sentToItselfDiesOfIt(String number, String name, Jail jail) {
            assertThat(jail.run("self", number)).hasStdout("about to: kill\n").wasSignaledBy(name);
        }
    }

    @Nested
    @DisplayName("A program that sends a signal")
    @Jailed("target/native/send_signal")
    class Sending {
        @Test
        @Jailed(args = {"parent", SIGTERM})
        void toItsParentIsKilledInKill(JailResult run) {
            assertThat(run).hasStdout("parent: 0\nabout to: kill\n").wasKilledBySyscall("kill");
        }

        /**
         * Its parent is outside of its pid namespace, so the kernel calls it 0, and kill(0) means the own process
         * group. Nobody but the program may be in that group: it dies, and this virtual machine lives to say so.
         */
        @Test
        @Jailed(
                args = {"parent", SIGTERM},
                allow = "kill")
        void toItsParentHitsOnlyItselfOnceKillIsAllowed(JailResult run) {
            assertThat(run).hasStdout("parent: 0\nabout to: kill\n").wasSignaledBy("SIGTERM");
        }

        @Test
        @Jailed(
                args = {"group", SIGKILL},
                allow = "kill")
        void toItsProcessGroupHitsOnlyItself(JailResult run) {
            assertThat(run).hasStdout("about to: kill\n").wasSignaledBy("SIGKILL");
        }

        @Test
        @Jailed(
                args = {"everyone", SIGKILL},
                allow = "kill")
        void toEveryoneFindsNobody(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout("about to: kill\nkill: errno ESRCH\n");
        }

        @Test
        @Jailed(allow = "kill")
        void toThisVirtualMachineFindsNoSuchProcess(Jail jail) {
            String virtualMachine = Long.toString(ProcessHandle.current().pid());

            JailResult run = jail.run(virtualMachine, SIGTERM);

            assertThat(run).exitedWith(0).hasStdout("about to: kill\nkill: errno ESRCH\n");
        }

        /** Init belongs to another user, or (rootless) to the same: then the kernel says ok and drops the signal. */
        @Test
        @Jailed(
                args = {"1", SIGKILL},
                allow = "kill")
        void toTheInitOfItsNamespaceDoesNotEndTheRun(JailResult run) {
            assertThat(run).exitedWith(0);
            assertThat(run.stdout().text()).matches("about to: kill\nkill: (errno EPERM|ok)\n");
        }
    }
}
