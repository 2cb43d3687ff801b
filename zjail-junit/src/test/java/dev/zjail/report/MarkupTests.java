package dev.zjail.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.audit.HostileText;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MarkupTests {
    @Test
    void markupIsEscaped() {
        assertThat(Markup.escape("<a href=\"x\" title='y'>&amp;"))
                .isEqualTo("&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;");
    }

    @Test
    void noHostileTextKeepsAnActiveCharacter() {
        HostileText.ALL.forEach(text ->
                assertThat(Markup.escape(text)).doesNotContainPattern("[<>\"'\\p{Cc}\\p{Cf}\\p{Cs}\u2028\u2029]"));
    }

    @Test
    void outputKeepsItsLinesAndMarksWhatHasNoGlyph() {
        assertThat(guest("a\tb\n<b>\u001b[31m\0\r\u202e"))
                .isEqualTo("a\tb\n&lt;b&gt;<i>\\u{1b}</i>[31m<i>\\u{0}</i><i>\\u{d}</i><i>\\u{202e}</i>");
    }

    @Test
    void bytesThatAreNotUtf8AreMarkedOneByOne() {
        assertThat(Markup.guest(new byte[] {'a', (byte) 0xff, (byte) 0xc3, (byte) 0xa9, (byte) 0xe2, (byte) 0x82}))
                .isEqualTo("a<i>\\x{ff}</i>é<i>\\x{e2}</i><i>\\x{82}</i>");
        // Overlong, a surrogate, and above the last character.
        assertThat(Markup.guest(new byte[] {(byte) 0xc0, (byte) 0xaf, (byte) 0xed, (byte) 0xa0, (byte) 0x80}))
                .isEqualTo("<i>\\x{c0}</i><i>\\x{af}</i><i>\\x{ed}</i><i>\\x{a0}</i><i>\\x{80}</i>");
        assertThat(Markup.guest(new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80}))
                .isEqualTo("<i>\\x{f4}</i><i>\\x{90}</i><i>\\x{80}</i><i>\\x{80}</i>");
    }

    @Test
    void aCodeThatTheProgramWroteItselfIsNotMarked() {
        assertThat(guest("\\u{1b} <i>\\u{1b}</i>")).isEqualTo("\\u{1b} &lt;i&gt;\\u{1b}&lt;/i&gt;");
    }

    @Test
    void everyByteByItselfIsShown() {
        for (int value = 0; value < 256; value++) {
            assertThat(Markup.guest(new byte[] {(byte) value}))
                    .as("byte %d", value)
                    .isNotEmpty();
        }
    }

    private static String guest(String text) {
        return Markup.guest(text.getBytes(StandardCharsets.UTF_8));
    }
}
