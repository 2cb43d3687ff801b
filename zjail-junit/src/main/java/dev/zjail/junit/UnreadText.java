package dev.zjail.junit;

import dev.zjail.engine.Bytes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a program wrote to one stream and no expectation has taken yet, decoded as UTF-8 however it was cut on its way.
 */
final class UnreadText {
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final StringBuilder text = new StringBuilder();
    private ByteBuffer cut = ByteBuffer.allocate(0);

    /** Appends what was read, and returns it as text; the bytes of a character that was cut wait for its others. */
    String append(Bytes bytes, boolean isLast) {
        ByteBuffer input = ByteBuffer.allocate(cut.remaining() + bytes.size())
                .put(cut)
                .put(bytes.asReadOnlyBuffer())
                .flip();
        CharBuffer characters = CharBuffer.allocate(input.remaining() + 1);
        decoder.decode(input, characters, isLast);
        cut = ByteBuffer.allocate(input.remaining()).put(input).flip();
        String decoded = characters.flip().toString();
        text.append(decoded);
        return decoded;
    }

    CharSequence text() {
        return text;
    }

    int length() {
        return text.length();
    }

    boolean isEmpty() {
        return text.length() == 0;
    }

    int indexOf(String wanted, int from) {
        return text.indexOf(wanted, from);
    }

    /** Takes all up to a place, which is before the first that is left. */
    void take(int end) {
        text.delete(0, end);
    }

    /**
     * A line without its end.
     *
     * @param text without a line feed, nor a carriage return before that
     * @param end where the next line begins
     */
    record Line(String text, int end) {}

    /** The next line; one without a line feed only if nothing will follow. */
    Optional<Line> nextLine(boolean isLast) {
        int lineFeed = text.indexOf("\n");
        if (lineFeed < 0) {
            return isLast && !isEmpty() ? Optional.of(new Line(text.toString(), text.length())) : Optional.empty();
        }
        boolean carriageReturn = lineFeed > 0 && text.charAt(lineFeed - 1) == '\r';
        return Optional.of(new Line(text.substring(0, carriageReturn ? lineFeed - 1 : lineFeed), lineFeed + 1));
    }
}
