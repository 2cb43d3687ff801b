package dev.zjail.report;

import dev.zjail.engine.Glyphs;

/**
 * Makes text that others wrote safe to show: a jailed program may do its best to get into the report, or to give orders
 * to a terminal.
 */
final class Markup {
    private Markup() {}

    /** Escapes text for HTML, inside an element as well as inside a quoted attribute. */
    static String escape(String text) {
        return visible(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /**
     * Shows what has no glyph of its own as its code: control characters (ANSI sequences begin with one), bidirectional
     * controls and other format characters, line and paragraph separators, lone surrogates, unassigned and private
     * ones.
     */
    static String visible(String text) {
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (Glyphs.has(point)) {
                result.appendCodePoint(point);
            } else {
                result.append("\\u{").append(Integer.toHexString(point)).append('}');
            }
        });
        return result.toString();
    }
}
