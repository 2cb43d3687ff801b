package dev.zjail.junit;

import dev.zjail.engine.CapturedOutput;
import dev.zjail.internal.ForeignText;
import dev.zjail.internal.Utf8;
import java.util.Arrays;
import org.apiguardian.api.API;

/**
 * Shows bytes that a program under test wrote, in a form that is safe to print: bounded, and with nothing left in it
 * that could move a cursor, change a colour, reorder a line or hide. For those who write assertions or reports.
 *
 * <p>What is visible as itself is printed; all else becomes an escape: {@code \r}, {@code \t}, {@code \\}, {@code \x1b}
 * for a control character or a byte that is not valid UTF-8, and {@code \}{@code u{202e}} for an invisible character.
 * So does the first character of what a build server would take for a command: {@code \x23#vso[}. Stateless, and so
 * safe for use by many threads.
 *
 * @since 0.1
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class GuestText {
    private static final int HEAD = 2048;
    private static final int TAIL = 2048;
    private static final String MARGIN = "  | ";

    /**
     * What a head or a tail may become when it is shown. Text needs little more than its bytes; a flood of zeros or of
     * line feeds would need several times as much, and gets fewer bytes instead.
     */
    private static final int LONGEST_SHOWN = HEAD + 512;

    /** Of a text whose every other character is a line feed, {@code \n} and all, nothing is left out. */
    private static final int LONGEST_ESCAPED = 4 * HEAD;

    private GuestText() {}

    /**
     * Escapes text. A line feed becomes {@code \n}, so that the result is one line.
     *
     * @param text any text
     * @return one line of printable characters
     */
    public static String escape(String text) {
        return ForeignText.escaped(
                text, character -> character == '\\' || !ForeignText.isPrintable(character), GuestText::code);
    }

    /**
     * Escapes text like {@link #escape(String)}: all of it, or its first and last 2 Ki characters and how many lie
     * between; fewer where their escapes would be much longer.
     *
     * @param text any text
     * @return one line of printable characters
     */
    public static String escapeBounded(String text) {
        int length = text.codePointCount(0, text.length());
        if (length <= HEAD + TAIL) {
            String all = escape(text);
            if (all.length() <= LONGEST_ESCAPED) {
                return all;
            }
        }
        int kept = Math.min(HEAD, length / 2);
        String head = escape(head(text, kept));
        String tail = escape(tail(text, kept));
        while (head.length() > LONGEST_ESCAPED / 2 || tail.length() > LONGEST_ESCAPED / 2) {
            kept = kept * 3 / 4;
            head = escape(head(text, kept));
            tail = escape(tail(text, kept));
        }
        return head + " … " + (length - 2 * kept) + " characters omitted … " + tail;
    }

    private static String head(String text, int characters) {
        return text.substring(0, text.offsetByCodePoints(0, characters));
    }

    private static String tail(String text, int characters) {
        return text.substring(text.offsetByCodePoints(text.length(), -characters));
    }

    /**
     * Shows a stream, line by line and each behind a margin: all of it, or its first and last 2 KiB and how much lies
     * between.
     *
     * @param name what to call the stream
     * @param output what was captured
     * @return one or more lines, the last without a line feed
     */
    public static String excerpt(String name, CapturedOutput output) {
        StringBuilder shown = new StringBuilder(name);
        if (output.totalBytes() == 0) {
            return shown.append(": empty").toString();
        }
        shown.append(" (").append(count(output.totalBytes())).append("):");
        appendLines(shown, output.bytes());
        if (output.truncated()) {
            long lost = output.totalBytes() - output.content().size();
            shown.append("\n  … ").append(count(lost)).append(" not kept");
        }
        return shown.toString();
    }

    /**
     * Shows bytes line by line, without a margin: all of them, or the first and last 2 KiB and how much lies between.
     *
     * @param bytes any bytes
     * @return lines, the last without a line feed
     */
    public static String escapeLines(byte[] bytes) {
        StringBuilder shown = new StringBuilder();
        appendLines(shown, bytes);
        return shown.toString().replace("\n" + MARGIN, "\n").substring(1);
    }

    private static void appendLines(StringBuilder shown, byte[] bytes) {
        String all = bytes.length <= HEAD + TAIL ? lines(bytes) : "";
        if (bytes.length <= HEAD + TAIL && all.length() <= 2 * LONGEST_SHOWN) {
            shown.append(all);
            return;
        }
        int headEnd = headEnd(bytes);
        int tailStart = tailStart(bytes, headEnd);
        shown.append(lines(Arrays.copyOfRange(bytes, 0, headEnd)))
                .append("\n  … ")
                .append(count(tailStart - headEnd))
                .append(" omitted")
                .append(lines(Arrays.copyOfRange(bytes, tailStart, bytes.length)));
    }

    private static int headEnd(byte[] bytes) {
        int length = Math.min(HEAD, bytes.length);
        while (lines(Arrays.copyOfRange(bytes, 0, length)).length() > LONGEST_SHOWN) {
            length = length * 3 / 4;
        }
        return length == bytes.length ? length : Utf8.characterStart(bytes, length);
    }

    private static int tailStart(byte[] bytes, int headEnd) {
        int length = Math.min(TAIL, bytes.length - headEnd);
        while (lines(Arrays.copyOfRange(bytes, bytes.length - length, bytes.length))
                        .length()
                > LONGEST_SHOWN) {
            length = length * 3 / 4;
        }
        return length == 0 ? bytes.length : Math.max(headEnd, Utf8.characterStart(bytes, bytes.length - length));
    }

    /** Every line behind the margin; a line feed that is there is written out, so that a missing one shows. */
    private static String lines(byte[] bytes) {
        StringBuilder lines = new StringBuilder();
        int start = 0;
        while (start < bytes.length) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            int next = Math.min(end + 1, bytes.length);
            lines.append('\n').append(MARGIN).append(escape(Arrays.copyOfRange(bytes, start, next)));
            start = next;
        }
        return lines.toString();
    }

    /**
     * Escapes bytes, decoded as UTF-8. A line feed becomes {@code \n}, so that the result is one line.
     *
     * @param bytes any bytes
     * @return one line of printable characters
     */
    public static String escape(byte[] bytes) {
        StringBuilder escaped = new StringBuilder(bytes.length);
        Utf8.decode(bytes, text -> escaped.append(escape(text)), value -> escaped.append(byteCode(value)));
        return escaped.toString();
    }

    private static String code(int character) {
        return switch (character) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\\' -> "\\\\";
            default -> character < 0x80 ? byteCode((byte) character) : ForeignText.code(character);
        };
    }

    private static String byteCode(byte value) {
        return String.format("\\x%02x", value);
    }

    private static String count(long bytes) {
        return bytes == 1 ? "1 byte" : bytes + " bytes";
    }
}
