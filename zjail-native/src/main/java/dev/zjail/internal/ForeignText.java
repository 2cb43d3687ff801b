package dev.zjail.internal;

import java.util.BitSet;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.apiguardian.api.API;

/**
 * Shows text that others wrote, or that quotes it: in a message, on the console, in a report. Whatever is in it acts on
 * no terminal, hides nothing, begins no line, and gives no command to a build server: what would is shown as its code,
 * such as {@code \}{@code u{1b}}. All else stays as it is.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ForeignText {
    private ForeignText() {}

    /** Shows a text in one line: a line feed becomes {@code \}{@code u{a}}. */
    public static String line(String text) {
        return escaped(text, character -> !isPrintable(character), ForeignText::code);
    }

    /** Shows the beginning of a text in one line: at most so many characters of it, and an ellipsis if it was cut. */
    public static String line(String text, int longest) {
        return line(beginning(text, longest));
    }

    /** Shows a text of ours that has several lines and quotes others in them: its line feeds stay. */
    public static String lines(String text) {
        return escaped(text, character -> character != '\n' && !isPrintable(character), ForeignText::code);
    }

    /** Cuts a text behind so many characters; then it ends with an ellipsis. */
    public static String beginning(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest)) + "…";
    }

    /**
     * Makes a text fit for a record: cuts it behind so many UTF-16 code units, with a note of its whole length, and
     * replaces halves of surrogate pairs, which no reader of JSON is bound to accept, by U+FFFD.
     */
    public static String recorded(String text, int longest) {
        if (text.length() <= longest) {
            return wellFormed(text);
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return wellFormed(text.substring(0, end)) + "… (" + text.length() + " characters in all)";
    }

    private static String wellFormed(String text) {
        if (hasNoSurrogates(text)) {
            return text;
        }
        int[] characters = text.codePoints()
                .map(character -> Character.getType(character) == Character.SURROGATE ? 0xFFFD : character)
                .toArray();
        return new String(characters, 0, characters.length);
    }

    /** As nearly every text: a record has hundreds of them. */
    private static boolean hasNoSurrogates(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (Character.isSurrogate(text.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Breaks the commands to a build server in the texts of a JSON document in the way of JSON, so that a reader of it
     * finds the same texts.
     */
    public static String json(String document) {
        // Outside of its texts JSON holds nothing that could be a command.
        BitSet commands = BuildServerCommands.in(document);
        StringBuilder shown = new StringBuilder(document.length());
        for (int at = 0; at < document.length(); at++) {
            char character = document.charAt(at);
            shown.append(commands.get(at) ? String.format("\\u%04x", (int) character) : String.valueOf(character));
        }
        return shown.toString();
    }

    /**
     * Shows a text with codes of one's own. What begins a command to a build server is always a code; which other
     * characters are, the caller says: at least those that are not printable and shall not act.
     */
    public static String escaped(String text, IntPredicate isEscaped, IntFunction<String> code) {
        BitSet commands = BuildServerCommands.in(text);
        StringBuilder shown = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (commands.get(at) || isEscaped.test(character)) {
                shown.append(code.apply(character));
            } else {
                shown.appendCodePoint(character);
            }
            at += Character.charCount(character);
        }
        return shown.toString();
    }

    /**
     * Says whether a character can be shown as itself. Not so: what acts on a terminal, reorders a line, ends one, or
     * hides; halves of surrogate pairs; and what is unassigned or private.
     */
    public static boolean isPrintable(int codePoint) {
        return PrintableCharacters.contain(codePoint);
    }

    /** Writes a character as its code, such as {@code \}{@code u{1b}}. */
    public static String code(int codePoint) {
        return "\\u{" + Integer.toHexString(codePoint) + "}";
    }
}
