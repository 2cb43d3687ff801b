package dev.zjail.truthimatics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Bytes;
import dev.zjail.truthimatics.Difference.Part;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The first difference of two streams")
class DifferenceTests {

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource(
            quoteCharacter = '\'',
            nullValues = "none",
            value = {
                "a,    b,    0, '\"a\"',   '\"b\"'",
                "ab,   ac,   1, '\"ab\"',  '\"ac\"'",
                "ab,   abc,  2, '\"ab\"',  '\"abc\"'",
                "'',   a,    0, '\"\"',    '\"a\"'",
            })
    @DisplayName("is told by the number of equal bytes before it, and what both have there")
    void place(String first, String replay, long offset, String shownFirst, String shownReplay) {
        assertThat(Difference.between(Part.STDOUT, Bytes.utf8(first), Bytes.utf8(replay)))
                .contains(new Difference(Part.STDOUT, offset, shownFirst, shownReplay));
    }

    @Test
    @DisplayName("is none between equal streams")
    void none() {
        assertThat(Difference.between(Part.STDERR, Bytes.utf8("same"), Bytes.utf8("same")))
                .isEmpty();
    }

    @Test
    @DisplayName("is shown with 16 bytes before it and 48 from there, and what is cut is marked")
    void excerpt() {
        Difference difference = Difference.between(
                        Part.STDOUT, Bytes.utf8("x".repeat(20) + "a".repeat(60)), Bytes.utf8("x".repeat(20) + "b"))
                .orElseThrow();

        assertThat(difference.first()).isEqualTo("… \"" + "x".repeat(16) + "a".repeat(48) + "\" …");
        assertThat(difference.replay()).isEqualTo("… \"" + "x".repeat(16) + "b\"");
    }

    @ParameterizedTest
    @CsvSource({
        "10, \\n",
        "9, \\t",
        "92, \\\\",
        "34, \\\"",
        "0, \\x00",
        "27, \\x1b",
        "127, \\x7f",
        "-61, \\xc3",
        "126, ~"
    })
    @DisplayName("is shown with everything but printable ASCII escaped")
    void escapes(byte value, String shown) {
        assertThat(Difference.between(Part.STDOUT, Bytes.of(new byte[] {value}), Bytes.EMPTY)
                        .orElseThrow()
                        .first())
                .isEqualTo("\"" + shown + "\"");
    }

    @Test
    @DisplayName("of the ending has no place")
    void ending() {
        assertThat(new Difference(Part.ENDING, 0, "exited", "killed").place()).isEqualTo("the ending differs");
        assertThat(new Difference(Part.STDERR, 7, "a", "b").place()).isEqualTo("stderr differs first at byte 7");
    }
}
