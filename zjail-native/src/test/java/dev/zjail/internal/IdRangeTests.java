package dev.zjail.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A range of ids in a user namespace")
class IdRangeTests {
    @Test
    @DisplayName("is read as the kernel writes it, and what is no such line is left out")
    void lines() {
        assertThat(IdRange.all("         0       1000          1\n1 100000 65536\n\nno ids here\n1 2\n-1 0 1\n"))
                .containsExactly(new IdRange(0, 1000, 1), new IdRange(1, 100_000, 65_536));
    }

    @ParameterizedTest
    @CsvSource({"0, 1, false", "1, 1, true", "1, 65536, true", "1, 65537, false", "65536, 1, true", "65537, 1, false"})
    @DisplayName("holds what is all in it")
    void contains(long first, long wanted, boolean contained) {
        IdRange range = new IdRange(1, 100_000, 65_536);

        assertThat(range.contains(first, wanted)).isEqualTo(contained);
        assertThat(range.outside(3)).isEqualTo(100_002);
    }

    @ParameterizedTest
    @CsvSource({
        "'         0          0 4294967295', false",
        "'', false",
        "0 1000 1, true",
        "0 0 4294967294, true",
    })
    @DisplayName("is part of all ids or not; where nothing can be read it is not said to be")
    void isPartOf(String map, boolean part) {
        assertThat(IdRange.isPartOf(map)).isEqualTo(part);
    }
}
