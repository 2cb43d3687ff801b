package dev.zjail.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A quantity")
class QuantitiesTests {

    @ParameterizedTest
    @CsvSource({
        "0, 0 µs",
        "1, 0.001 µs",
        "999999, 999.999 µs",
        "1000000, 1 ms",
        "1499999, 1.5 ms",
        "999999999, 1000 ms",
        "1000000000, 1 s",
        "61250000000, 61.25 s",
    })
    @DisplayName("of time is told in the largest unit that keeps it above one")
    void duration(long nanoseconds, String expected) {
        assertThat(Quantities.duration(Duration.ofNanos(nanoseconds))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1 KiB",
        "1536, 1.5 KiB",
        "1048575, 1023.999 KiB",
        "1048576, 1 MiB",
        "268435456, 256 MiB",
        "1099511627776, 1 TiB",
        "9223372036854775807, 8388608 TiB",
    })
    @DisplayName("of bytes is told in the largest power of 1024 that keeps it above one")
    void bytes(long bytes, String expected) {
        assertThat(Quantities.bytes(bytes)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "CPU, 1500000000, 1.5 s",
        "WALL, 3000000, 3 ms",
        "IDLE, 1000, 1 µs",
        "MEMORY, 4096, 4 KiB",
        "OUTPUT, 65536, 64 KiB",
        "FILE_SIZE, 1, 1 B",
        "FILES, 1024, 1024",
        "PROCESSES, 16, 16",
    })
    @DisplayName("of a limit is told in the limit's unit")
    void limit(LimitKind kind, long value, String expected) {
        assertThat(Quantities.format(kind, value)).isEqualTo(expected);
    }
}
