package dev.zjail.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.audit.HostileText;
import org.junit.jupiter.api.Test;

class MarkupTests {
    @Test
    void markupIsEscaped() {
        assertThat(Markup.escape("<a href=\"x\" title='y'>&amp;"))
                .isEqualTo("&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;");
    }

    @Test
    void whatHasNoGlyphIsShownAsItsCode() {
        assertThat(Markup.visible("\u001b[31m\n\u0085\u202e\u2066\u200b\u2028\ufeff\ud800\ue000\u0378"))
                .isEqualTo("\\u{1b}[31m\\u{a}\\u{85}\\u{202e}\\u{2066}\\u{200b}\\u{2028}\\u{feff}\\u{d800}\\u{e000}"
                        + "\\u{378}");
    }

    @Test
    void whatHasAGlyphStays() {
        assertThat(Markup.visible("größe 日本語 עברית 😀")).isEqualTo("größe 日本語 עברית 😀");
    }

    @Test
    void noHostileTextKeepsAnActiveCharacter() {
        HostileText.ALL.forEach(text ->
                assertThat(Markup.escape(text)).doesNotContainPattern("[<>\"'\\p{Cc}\\p{Cf}\\p{Cs}\u2028\u2029]"));
    }
}
