package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Layer;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.junit.Jail;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import dev.zjail.junit.Limits;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each limit, reached and not reached by the same program. */
class LimitsTests {
    @Nested
    @DisplayName("The limit of CPU time")
    @Jailed("target/native/spin")
    class Cpu {
        @Test
        @Jailed(limits = @Limits(cpu = "1s", wall = "1m"))
        void endsAProgramThatComputesForEver(JailResult run) {
            assertThat(run).hasStdout("about to: spin\n").exceeded(LimitKind.CPU);
        }

        @Test
        @Jailed(args = "100000", limits = @Limits(cpu = "1s", wall = "1m"))
        void leavesAProgramAloneThatComputesLess(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout("about to: spin\nrounds: 100000\n");
        }
    }

    @Nested
    @DisplayName("The limit of time on the wall")
    @Jailed("target/native/nap")
    class Wall {
        @Test
        void endsAProgramThatSleeps(Jail jail) {
            JailResult run = LongEnough.toAnnounce(jail, ResourceLimits.DEFAULTS, "600000000");

            assertThat(run).hasStdout("about to: clock_nanosleep\n").exceeded(LimitKind.WALL);
        }

        @Test
        @Jailed(args = "1", limits = @Limits(wall = "1m"))
        void leavesAProgramAloneThatWakesUp(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout("about to: clock_nanosleep\nclock_nanosleep: ok\n");
        }
    }

    @Nested
    @DisplayName("The limit of output")
    @Jailed("target/native/flood")
    class Output {
        private static final String LINE = "fifteen letters\n";
        private static final int KIBIBYTE = 1024;

        @Test
        @Jailed(args = "1", limits = @Limits(output = "64KiB"))
        void endsAProgramThatWritesForEverAndKeepsTheFirstBytes(JailResult run) {
            assertThat(run).exceeded(LimitKind.OUTPUT);
            assertThat(run.stdout().truncated()).isTrue();
            assertThat(run.stdout().bytes()).hasSize(64 * KIBIBYTE);
            assertThat(run.stdout().text()).startsWith("about to: flood\n" + LINE + LINE);
        }

        @Test
        @Jailed(args = "2", limits = @Limits(output = "64KiB"))
        void countsStandardErrorToo(JailResult run) {
            assertThat(run).hasStdout("about to: flood\n").exceeded(LimitKind.OUTPUT);
            assertThat(run.stderr().truncated()).isTrue();
            assertThat(run.stderr().bytes()).hasSize(64 * KIBIBYTE);
        }

        /** 4095 lines of 16 bytes and the announcement, which has 16 bytes too: 64 KiB, to the byte. */
        @Test
        @Jailed(
                args = {"1", "4095"},
                limits = @Limits(output = "64KiB"))
        void leavesAProgramAloneThatWritesExactlyThatMuch(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout("about to: flood\n" + LINE.repeat(4095));
            assertThat(run.stdout().truncated()).isFalse();
        }
    }

    @Nested
    @DisplayName("The limit of memory")
    @Jailed("target/native/hoard")
    class Memory {
        /** Without a memory cgroup it bounds the address space. */
        @Test
        @Jailed(limits = @Limits(memory = "64MiB"))
        void isOneOfRealMemoryWhereThatCanBeBounded(JailResult run) {
            String bound =
                    run.confinement().layer(Layer.RESOURCE_LIMITS).facts().get("memory");
            if (bound.startsWith("real memory")) {
                assertThat(run).hasStdout("about to: malloc\n").exceeded(LimitKind.MEMORY);
            } else {
                assertThat(run).exitedWith(0);
            }
        }
    }

    @Nested
    @DisplayName("The limit of the address space")
    @Jailed("target/native/hoard")
    class AddressSpace {
        @Test
        @Jailed(limits = @Limits(addressSpace = "64MiB"))
        void makesMallocFailBelowIt(JailResult run) {
            assertThat(run).exitedWith(0);
            assertThat(run.stdout().text()).startsWith("about to: malloc\nmalloc: errno ENOMEM\n");
            assertThat(Reports.of(run).number("mebibytes")).isBetween(48L, 63L);
            assertThat(run.usage().maxResidentBytes()).isLessThan(64L << 20);
        }

        @Test
        @Jailed(limits = @Limits(addressSpace = "128MiB"))
        void givesMoreWhereItIsHigher(JailResult run) {
            assertThat(run).exitedWith(0);
            assertThat(Reports.of(run).number("mebibytes")).isBetween(112L, 127L);
        }
    }

    /** Standard input, output and error are among the open files. */
    @Nested
    @DisplayName("The limit of open files")
    @Jailed("target/native/open_many")
    class OpenFiles {
        @Test
        @Jailed(limits = @Limits(openFiles = 16))
        void leavesThirteenOfSixteen(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout("about to: openat\nopenat: errno EMFILE\nopened: 13\n");
        }

        @Test
        @Jailed(limits = @Limits(openFiles = 32))
        void leavesMoreWhereItIsHigher(JailResult run) {
            assertThat(run).exitedWith(0).hasStdout("about to: openat\nopenat: errno EMFILE\nopened: 29\n");
        }
    }
}
