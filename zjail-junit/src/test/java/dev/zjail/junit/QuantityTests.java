package dev.zjail.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTests {
    private static final Setting SETTING = new Setting("@Limits", "any");

    @ParameterizedTest
    @CsvSource({"250ms, PT0.25S", "5s, PT5S", "2m, PT2M", "1h, PT1H", "0s, PT0S", "86400000ms, PT24H"})
    void readsDurations(String text, Duration duration) {
        assertThat(Quantity.duration(SETTING, text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({
        "512B, 512",
        "64KiB, 65536",
        "256MiB, 268435456",
        "1GiB, 1073741824",
        "8589934591GiB, 9223372035781033984"
    })
    void readsSizes(String text, long bytes) {
        assertThat(Quantity.bytes(SETTING, text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "s", "5 s", " 5s", "5s ", "-5s", "+5s", "1.5s", "5S", "5sec", "5us", "٥s", "2562048h"})
    void refusesWhatIsNoDuration(String text) {
        assertThatThrownBy(() -> Quantity.duration(SETTING, text))
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "@Limits: `any` must be a whole number directly followed by ms, s, m or h, below 292 years, but"
                                + " was: \"" + text + "\". Remedy: write for instance \"5s\" or \"250ms\".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "MiB", "5 MiB", "-1B", "0.5GiB", "1mib", "1PiB", "8388608TiB", "9223372036854775808B"})
    void refusesWhatIsNoSize(String text) {
        assertThatThrownBy(() -> Quantity.bytes(SETTING, text))
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "@Limits: `any` must be a whole number directly followed by B, KiB, MiB, GiB or TiB, below 8 EiB, but"
                                + " was: \"" + text + "\". Remedy: write for instance \"16MiB\" or \"64KiB\".");
    }

    @ParameterizedTest
    @CsvSource({
        "1KB, KB, 1KiB",
        "2kB, kB, 2KiB",
        "3K, K, 3KiB",
        "4k, k, 4KiB",
        "5MB, MB, 5MiB",
        "6M, M, 6MiB",
        "7GB, GB, 7GiB",
        "8G, G, 8GiB"
    })
    void refusesAmbiguousUnitsAndNamesTheClearOne(String text, String unit, String clear) {
        assertThatThrownBy(() -> Quantity.bytes(SETTING, text))
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessageEndingWith("but was: \"" + text + "\". Remedy: " + unit
                        + " means a power of 1000 to some and of 1024 to others: write \"" + clear
                        + "\" for the latter.");
    }

    @Test
    void showsWhatCannotBeSeen() {
        assertThatThrownBy(() -> Quantity.duration(SETTING, "5\u202es"))
                .hasMessageContaining("but was: \"5\\u{202e}s\".");
    }
}
