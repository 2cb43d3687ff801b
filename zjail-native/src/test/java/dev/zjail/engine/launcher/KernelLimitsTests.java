package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.launcher.KernelLimits.Range;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The reader of /proc/PID/limits")
class KernelLimitsTests {
    @Test
    @DisplayName("reads soft and hard limits, with or without a unit, up to the largest number")
    void limits() {
        assertThat(KernelLimits.parse("""
                Limit                     Soft Limit           Hard Limit           Units
                Max cpu time              6                    7                    seconds
                Max address space         9223372036854775807  unlimited            bytes
                Max nice priority         0                    0
                """))
                .isEqualTo(Map.of(
                        "Max cpu time", new Range(6, 7),
                        "Max address space", new Range(Long.MAX_VALUE, KernelLimits.UNLIMITED),
                        "Max nice priority", Range.of(0)));
    }

    @Test
    @DisplayName("leaves out limits that are no numbers, or larger than any")
    void hostileLimits() {
        assertThat(KernelLimits.parse("""
                Max cpu time              six                  7                    seconds
                Max file size             1                    -1                   bytes
                Max data size             99999999999999999999 99999999999999999999 bytes
                Max stack size            unlimitedunlimited   1                    bytes
                Max open files            16
                """)).isEmpty();
    }
}
