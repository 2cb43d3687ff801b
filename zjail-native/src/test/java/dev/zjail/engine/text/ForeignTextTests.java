package dev.zjail.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Text of others")
class ForeignTextTests {
    @Test
    @DisplayName("is one line, in which what has no glyph is its code")
    void line() {
        assertThat(ForeignText.line("\u001b[31m\n\t\u0085\u202e\u2066\u200b\u2028\ufeff\ud800\ue000\u0378"))
                .isEqualTo("\\u{1b}[31m\\u{a}\\u{9}\\u{85}\\u{202e}\\u{2066}\\u{200b}\\u{2028}\\u{feff}\\u{d800}"
                        + "\\u{e000}\\u{378}");
    }

    @Test
    @DisplayName("keeps what has a glyph")
    void glyphs() {
        assertThat(ForeignText.line("größe 日本語 עברית 😀 e\u0301")).isEqualTo("größe 日本語 עברית 😀 e\u0301");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180E, 0x180F, 0x200B, 0x200D, 0x200E,
                0x202A, 0x202E, 0x2060, 0x2065, 0x206F, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0, 0x1BCA0,
                0x1D173, 0xE0001, 0xE0041, 0xE0100, 0xE01EF, 0xE0FFF, 0xF0000, 0x10FFFD, 0xFFFF,
            })
    @DisplayName("hides no character that fonts ignore, nor one that is private or unassigned")
    void ignorable(int character) {
        assertThat(ForeignText.line("a" + Character.toString(character) + "b"))
                .isEqualTo("a\\u{" + Integer.toHexString(character) + "}b");
    }

    @Test
    @DisplayName("is cut between characters, and says so")
    void bounded() {
        assertThat(ForeignText.line("x".repeat(2_000), 2_000)).hasSize(2_000);
        assertThat(ForeignText.line("😀".repeat(5), 3)).isEqualTo("😀😀😀…");
        assertThat(ForeignText.line("\n".repeat(5), 1)).isEqualTo("\\u{a}…");
    }
}
