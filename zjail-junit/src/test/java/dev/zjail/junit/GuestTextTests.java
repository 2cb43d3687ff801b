package dev.zjail.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.CapturedOutput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestTextTests {

    @Test
    void leavesWhatIsVisible() {
        assertThat(GuestText.escape("Grüße, 世界 😀 100% \"'{}$")).isEqualTo("Grüße, 世界 😀 100% \"'{}$");
    }

    @Test
    void escapesWhatControlsATerminal() {
        assertThat(GuestText.escape("\u001b[2J\u0007\b\r\n\t\u007f\u009b\0"))
                .isEqualTo("\\x1b[2J\\x07\\x08\\r\\n\\t\\x7f\\u{9b}\\x00");
    }

    @Test
    @DisplayName("escapes what reorders or hides text: bidi controls, zero width, tags, separators, private use")
    void escapesWhatIsInvisible() {
        assertThat(GuestText.escape("\u202e\u2066\u200b\u00ad\ufeff\u2028\u2029\ue000\ud83d\uDB40\uDC41"))
                .isEqualTo("\\u{202e}\\u{2066}\\u{200b}\\u{ad}\\u{feff}\\u{2028}\\u{2029}\\u{e000}\\u{d83d}\\u{e0041}");
    }

    @Test
    void escapesTheBackslashSoThatNoEscapeCanBeForged() {
        assertThat(GuestText.escape("\\n")).isEqualTo("\\\\n");
    }

    @Test
    @DisplayName("shows bytes that are not UTF-8 as bytes, and so apart from U+FFFD")
    void showsInvalidBytes() {
        byte[] bytes = {'a', (byte) 0xff, 'b', (byte) 0xc3, (byte) 0xe2, (byte) 0x82};
        assertThat(GuestText.escape(bytes)).isEqualTo("a\\xffb\\xc3\\xe2\\x82");
        assertThat(GuestText.escape("\ufffd".getBytes(StandardCharsets.UTF_8))).isEqualTo("\ufffd");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void escapesEveryByteWhereverItStands(int position) {
        for (int value = 0; value < 256; value++) {
            byte[] bytes = "a€b€".getBytes(StandardCharsets.UTF_8);
            bytes[Math.min(position, bytes.length - 1)] = (byte) value;
            assertThat(GuestText.escape(bytes)).doesNotContainPattern("[\\p{Cntrl}\\p{Cf}\\p{Cs}]");
        }
    }

    @Test
    void showsAnEmptyStream() {
        assertThat(GuestText.excerpt("stdout", SampleRuns.kept(""))).isEqualTo("stdout: empty");
    }

    @Test
    @DisplayName("shows whether the last line ends")
    void showsLines() {
        assertThat(GuestText.excerpt("stdout", SampleRuns.kept("a\n\nb")))
                .isEqualTo("stdout (4 bytes):\n  | a\\n\n  | \\n\n  | b");
        assertThat(GuestText.excerpt("stderr", SampleRuns.kept("\n"))).isEqualTo("stderr (1 byte):\n  | \\n");
    }

    @Test
    void showsAllOfFourKibibytes() {
        String text = "a".repeat(4095) + "z";
        assertThat(GuestText.excerpt("stdout", SampleRuns.kept(text))).isEqualTo("stdout (4096 bytes):\n  | " + text);
    }

    @Test
    void showsHeadAndTailOfMore() {
        String text = "h".repeat(2048) + "m".repeat(10) + "t".repeat(2048);
        assertThat(GuestText.excerpt("stdout", SampleRuns.kept(text)))
                .isEqualTo("stdout (4106 bytes):\n  | " + "h".repeat(2048) + "\n  … 10 bytes omitted\n  | "
                        + "t".repeat(2048));
    }

    @Test
    void cutsBetweenCharacters() {
        String text = "x" + "€".repeat(2000);
        assertThat(GuestText.excerpt("stdout", SampleRuns.kept(text)))
                .startsWith("stdout (6001 bytes):\n  | x€")
                .contains(" bytes omitted\n  | €")
                .endsWith("€")
                .doesNotContain("\\x");
    }

    @Test
    void cutsAnywhereInWhatIsNoText() {
        byte[] bytes = "x".repeat(5000).getBytes(StandardCharsets.UTF_8);
        Arrays.fill(bytes, (byte) 0x80);
        assertThat(GuestText.excerpt("stdout", new CapturedOutput(Bytes.of(bytes), 5000)))
                .isEqualTo("stdout (5000 bytes):\n  | " + "\\x80".repeat(486) + "\n  … 4028 bytes omitted\n  | "
                        + "\\x80".repeat(486));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\n", "\u001b[31m", "\u202e", "a\n", "😀", "x"})
    @DisplayName(
            "shows of a flood no more than a few kilobytes, whatever it is made of and however long its escapes are")
    void boundsAFlood(String part) {
        for (int bytes : new int[] {4096, 1 << 16, 1 << 20}) {
            String flood = part.repeat(bytes / part.getBytes(StandardCharsets.UTF_8).length);

            assertThat(GuestText.excerpt("stdout", SampleRuns.kept(flood))).hasSizeLessThan(5400);
            assertThat(GuestText.escapeBounded(flood)).hasSizeLessThan(8300);
        }
    }

    @Test
    void saysWhatWasNotKept() {
        assertThat(GuestText.excerpt("stdout", new CapturedOutput(Bytes.utf8("abc"), 10)))
                .isEqualTo("stdout (10 bytes):\n  | abc\n  … 7 bytes not kept");
        assertThat(GuestText.excerpt("stdout", new CapturedOutput(Bytes.EMPTY, 1)))
                .isEqualTo("stdout (1 byte):\n  … 1 byte not kept");
    }

    @Test
    void boundsText() {
        assertThat(GuestText.escapeBounded("a\n".repeat(2048))).isEqualTo("a\\n".repeat(2048));
        assertThat(GuestText.escapeBounded("😀".repeat(4099)))
                .isEqualTo("😀".repeat(2048) + " … 3 characters omitted … " + "😀".repeat(2048));
    }
}
