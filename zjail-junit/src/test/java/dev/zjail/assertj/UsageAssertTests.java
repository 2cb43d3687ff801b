package dev.zjail.assertj;

import static dev.zjail.assertj.Failing.failureOf;
import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Usage;
import dev.zjail.junit.SampleRuns;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UsageAssertTests {
    /** 2 ms CPU, 3 ms wall, 1 MiB resident. */
    private final Usage usage = SampleRuns.greeting().usage();

    @Test
    void bounds_cpu_time() {
        UsageAssert assertion = assertThat(usage);
        assertThat(assertion.hasCpuBelow(Duration.ofNanos(2_000_001))).isSameAs(assertion);
        assertThat(failureOf(() -> assertThat(usage).hasCpuBelow(Duration.ofMillis(2))))
                .hasMessage("\nExpected: CPU time below 2 ms\nActual: 2 ms");
    }

    @Test
    void bounds_wall_time() {
        UsageAssert assertion = assertThat(usage);
        assertThat(assertion.hasWallBelow(Duration.ofNanos(3_000_001))).isSameAs(assertion);
        assertThat(failureOf(() -> assertThat(usage).hasWallBelow(Duration.ofMillis(1))))
                .hasMessage("\nExpected: wall time below 1 ms\nActual: 3 ms");
    }

    @Test
    void bounds_memory() {
        UsageAssert assertion = assertThat(usage);
        assertThat(assertion.hasMaxResidentBelow((1 << 20) + 1)).isSameAs(assertion);
        assertThat(failureOf(() -> assertThat(usage).hasMaxResidentBelow(1 << 20)))
                .hasMessage("\nExpected: resident memory below 1 MiB\nActual: 1 MiB");
        assertThat(assertion.hasPeakMemoryBelow((1 << 20) + 1)).isSameAs(assertion);
        assertThat(failureOf(() -> assertThat(usage).hasPeakMemoryBelow(1 << 20)))
                .hasMessage("\nExpected: peak memory below 1 MiB\nActual: 1 MiB");
    }
}
