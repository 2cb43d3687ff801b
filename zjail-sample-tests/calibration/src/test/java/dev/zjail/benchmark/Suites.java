package dev.zjail.benchmark;

import dev.zjail.assertj.ZjailAssertions;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import java.io.IOException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The suites whose time is taken, each in a Java virtual machine of its own. */
final class Suites {
    static final int TESTS = 500;

    private Suites() {}

    /** Tests of nothing. */
    static final class Empty {
        @RepeatedTest(TESTS)
        void nothing() {}
    }

    /** Tests that start the program as Java does. */
    static final class Starting {
        @RepeatedTest(TESTS)
        void starts() throws IOException {
            Runs.startAndRead(Programs.EXIT_AT_ONCE);
        }
    }

    /** Tests that run it in a jail. */
    static final class Jailing {
        @RepeatedTest(TESTS)
        @Jailed(Programs.EXIT_AT_ONCE)
        void runs(JailResult run) {
            ZjailAssertions.assertThat(run).exitedWith(0);
        }
    }

    /** One test of nothing. */
    static final class OneEmpty {
        @Test
        void nothing() {}
    }

    /** One test that starts the program as Java does. */
    static final class OneProcess {
        @Test
        void starts() throws IOException {
            Runs.startAndRead(Programs.EXIT_AT_ONCE);
        }
    }

    /** One test that runs it in a jail. */
    static final class OneJailing {
        @Test
        @Jailed(Programs.EXIT_AT_ONCE)
        void runs(JailResult run) {
            ZjailAssertions.assertThat(run).exitedWith(0);
        }
    }
}
