package dev.zjail.report;

import dev.zjail.internal.ForeignText;
import dev.zjail.internal.Utf8;

/**
 * Makes text that others wrote safe to show: a jailed program may do its best to get into the report, or to give orders
 * to a terminal.
 */
final class Markup {
    private Markup() {}

    /** Escapes text for HTML, inside an element as well as inside a quoted attribute. */
    static String escape(String text) {
        return entities(ForeignText.line(text));
    }

    private static String entities(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /**
     * Shows the bytes a guest wrote, as HTML for inside a {@code pre} element. Line feeds and tabs act; all else that
     * {@link ForeignText} shows as a code, and bytes that are not UTF-8, are codes in an element of their own, so that
     * they look different from a program that writes such a code itself.
     */
    static String guest(byte[] output) {
        StringBuilder html = new StringBuilder(output.length + output.length / 8);
        Utf8.decode(output, text -> shown(text, html), value -> marked(String.format("\\x{%02x}", value), html));
        return html.toString();
    }

    private static void shown(String text, StringBuilder html) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point == '\n' || point == '\t' || ForeignText.isPrintable(point)) {
                plain.appendCodePoint(point);
            } else {
                html.append(entities(plain.toString()));
                plain.setLength(0);
                marked(ForeignText.code(point), html);
            }
        });
        html.append(entities(plain.toString()));
    }

    private static void marked(String code, StringBuilder html) {
        html.append("<i>").append(code).append("</i>");
    }
}
