package dev.zjail.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.LimitKind;
import dev.zjail.truthimatics.UsedQuantity;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UsageNamesTests {
    @Test
    void everyQuantityHasAName() {
        assertThat(Arrays.stream(UsedQuantity.values()).map(UsageNames::of))
                .containsExactlyInAnyOrder(
                        "CPU time",
                        "Wall-clock time",
                        "Memory, resident",
                        "Memory, address space",
                        "Open files, at its end",
                        "Processes and threads",
                        "Output, the larger stream");
        assertThat(UsageNames.of(UsedQuantity.RESIDENT_MEMORY)).isEqualTo("Memory, resident");
        assertThat(UsageNames.of(UsedQuantity.ADDRESS_SPACE)).isEqualTo("Memory, address space");
    }

    @Test
    void everyLimitHasAName() {
        assertThat(Arrays.stream(LimitKind.values()).map(kind -> kind + ": " + UsageNames.of(kind)))
                .containsExactlyInAnyOrder(
                        "CPU: CPU time",
                        "WALL: Wall-clock time",
                        "IDLE: Idle time",
                        "MEMORY: Memory",
                        "OUTPUT: Output, the larger stream",
                        "FILES: Open files, at its end",
                        "PROCESSES: Processes and threads",
                        "FILE_SIZE: Size of a file");
    }
}
