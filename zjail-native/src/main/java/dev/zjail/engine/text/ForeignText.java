package dev.zjail.engine.text;

import java.util.BitSet;

/**
 * Shows text that others wrote, or that quotes it: in a message, on the console, in a report. Whatever is in it acts on
 * no terminal, hides nothing, begins no line, and gives no order to a build server: what would is shown as its code,
 * such as {@code \}{@code u{1b}}. All else stays as it is.
 */
public final class ForeignText {
    private ForeignText() {}

    /**
     * Shows a text in one line: a line feed becomes {@code \}{@code u{a}}.
     *
     * @param text any text
     * @return one line
     */
    public static String line(String text) {
        return shown(text, false);
    }

    /**
     * Shows the beginning of a text in one line.
     *
     * @param text any text
     * @param longest how many characters of it to show at most
     * @return one line; if the text was cut, with an ellipsis at its end
     */
    public static String line(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? line(text)
                : line(text.substring(0, text.offsetByCodePoints(0, longest))) + "…";
    }

    /**
     * Shows a text of ours that has several lines and quotes others in them: its line feeds stay.
     *
     * @param text any text
     * @return as many lines
     */
    public static String lines(String text) {
        return shown(text, true);
    }

    /**
     * Breaks the orders in the texts of a JSON document in the way of JSON, so that a reader of it finds the same
     * texts.
     *
     * @param document JSON; outside of its texts it holds nothing that could be an order
     * @return the same JSON
     */
    public static String json(String document) {
        BitSet orders = Orders.in(document);
        StringBuilder shown = new StringBuilder(document.length());
        for (int at = 0; at < document.length(); at++) {
            char character = document.charAt(at);
            shown.append(orders.get(at) ? String.format("\\u%04x", (int) character) : String.valueOf(character));
        }
        return shown.toString();
    }

    private static String shown(String text, boolean keepsLineFeeds) {
        BitSet orders = Orders.in(text);
        StringBuilder shown = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            boolean acts = orders.get(at) || !Glyphs.has(character);
            if (acts && !(keepsLineFeeds && character == '\n')) {
                shown.append(code(character));
            } else {
                shown.appendCodePoint(character);
            }
            at += Character.charCount(character);
        }
        return shown.toString();
    }

    /**
     * Writes a character as its code.
     *
     * @param codePoint a character
     * @return such as {@code \}{@code u{1b}}
     */
    public static String code(int codePoint) {
        return "\\u{" + Integer.toHexString(codePoint) + "}";
    }
}
