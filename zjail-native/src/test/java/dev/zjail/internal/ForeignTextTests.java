package dev.zjail.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Text of others")
class ForeignTextTests {
    @Test
    @DisplayName("is one line, in which what has no glyph is its code")
    void line() {
        assertThat(ForeignText.line("\u001b[31m\n\t\u0085\u202e\u2066\u200b\u2028\ufeff\ud800\ue000\u0378"))
                .isEqualTo("\\u{1b}[31m\\u{a}\\u{9}\\u{85}\\u{202e}\\u{2066}\\u{200b}\\u{2028}\\u{feff}\\u{d800}"
                        + "\\u{e000}\\u{378}");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "control characters           | false | 0-1F 7F 80-9F",
                "format characters            | false | AD 600-605 61C 200B-200F 202A-202E 2060-206F FEFF FFF9-FFFB",
                "more of them                 | false | 110BD 13430 1BCA0-1BCA3 1D173-1D17A E0001 E0020-E007F",
                "separators of lines          | false | 2028 2029",
                "halves of surrogate pairs    | false | D800 DBFF DC00 DFFF",
                "private use                  | false | E000 F8FF F0000 FFFFD 100000 10FFFD",
                "unassigned                   | false | 378 2FE0 FFFE FFFF 1FFFF E0FFF 10FFFF",
                "letters that show as nothing | false | 115F 1160 3164 FFA0",
                "marks that show as nothing   | false | 34F 17B4 17B5 180B-180F FE00-FE0F E0100-E01EF",
                "ASCII                        | true  | 20-7E",
                "letters and digits           | true  | DF E9 3B1 416 5D0 627 905 4E2D AC00 10400 20000 660 966",
                "marks                        | true  | 301 5B0 64B 93F 20E3",
                "spaces                       | true  | A0 2003 202F 3000",
                "punctuation and symbols      | true  | AB 20AC 2026 2500 FFFC FFFD 1D11E 1F600 1F1E6",
            })
    @DisplayName("shows as themselves what is visible as itself, and as their codes")
    void rule(String kind, boolean shown, String characters) {
        characters(characters).forEach(character -> {
            String code = "\\u{" + Integer.toHexString(character) + "}";
            assertThat(ForeignText.isPrintable(character)).as(code).isEqualTo(shown);
            String text = "a" + Character.toString(character) + "b";
            assertThat(ForeignText.line(text)).as(kind).isEqualTo(shown ? text : "a" + code + "b");
        });
    }

    private static IntStream characters(String ranges) {
        return Arrays.stream(ranges.split(" ", -1))
                .map(range -> range.split("-", -1))
                .flatMapToInt(ends -> IntStream.rangeClosed(
                        Integer.parseInt(ends[0], 16), Integer.parseInt(ends[ends.length - 1], 16)));
    }

    @Test
    @DisplayName("keeps whole texts that are visible")
    void visible() {
        assertThat(ForeignText.line("größe 日本語 עברית 😀 e\u0301")).isEqualTo("größe 日本語 עברית 😀 e\u0301");
    }

    @Test
    @DisplayName("is recorded with no half of a surrogate pair, and with its whole length if it was cut")
    void recorded() {
        assertThat(ForeignText.recorded("a\ud83d\ude00\n", 4)).isEqualTo("a\ud83d\ude00\n");
        assertThat(ForeignText.recorded("\udc00a\ud800", 4)).isEqualTo("\ufffda\ufffd");
        assertThat(ForeignText.recorded("ab\ud83d\ude00c", 3)).isEqualTo("ab… (5 characters in all)");
        assertThat(ForeignText.recorded("abc", 2)).isEqualTo("ab… (3 characters in all)");
    }

    @Test
    @DisplayName("is cut between characters, and says so")
    void bounded() {
        assertThat(ForeignText.line("x".repeat(2_000), 2_000)).hasSize(2_000);
        assertThat(ForeignText.line("😀".repeat(5), 3)).isEqualTo("😀😀😀…");
        assertThat(ForeignText.line("\n".repeat(5), 1)).isEqualTo("\\u{a}…");
    }
}
