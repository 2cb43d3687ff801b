package dev.zjail.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Bytes that may be UTF-8")
class Utf8Tests {
    @ParameterizedTest
    @CsvSource({
        "'', '', true",
        "61c3a9, aé, true",
        "61ff62, a<ff>b, false",
        "c3, <c3>, false",
        "e282, <e2><82>, false", // cut in the middle of €
        "eda080, <ed><a0><80>, false", // half of a surrogate pair
        "c080, <c0><80>, false", // NUL in two bytes
        "f0908080f5, \ud800\udc00<f5>, false",
    })
    @DisplayName("are taken apart into text and bytes that are none")
    void decode(String bytes, String expected, boolean valid) {
        byte[] given = HexFormat.of().parseHex(bytes);
        StringBuilder found = new StringBuilder();

        Utf8.decode(given, found::append, value -> found.append(String.format("<%02x>", value)));

        assertThat(found).hasToString(expected);
        assertThat(Utf8.isValid(given)).isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "2, 1", "3, 1", "4, 4"})
    @DisplayName("are cut where a character begins")
    void characterStart(int index, int start) {
        assertThat(Utf8.characterStart("a€b".getBytes(StandardCharsets.UTF_8), index))
                .isEqualTo(start);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "3, 3", "5, 5"})
    @DisplayName("are cut anywhere where there is no character")
    void noCharacter(int index, int start) {
        assertThat(Utf8.characterStart(HexFormat.of().parseHex("808080808080"), index))
                .isEqualTo(start);
    }
}
