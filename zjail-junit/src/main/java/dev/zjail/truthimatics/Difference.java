package dev.zjail.truthimatics;

import dev.zjail.engine.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The first place where the outcomes of two runs differ. Immutable.
 *
 * @param part where it is
 * @param offset the number of equal bytes before it, in a stream after the normalisers; 0 for the ending
 * @param first what the first run has there: for a stream some bytes around the place, with everything but printable
 *     ASCII escaped; for the ending a phrase
 * @param replay what the other run has there
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Difference(Part part, long offset, String first, String replay) {
    private static final int BYTES_BEFORE = 16;
    private static final int BYTES_FROM_THERE = 48;

    /** What is compared of two runs. */
    public enum Part {
        /** How they ended. */
        ENDING("the ending"),
        /** Standard output. */
        STDOUT("stdout"),
        /** Standard error. */
        STDERR("stderr"),
        /** A file that came back, or what lies in its place. */
        FILE("a collected file");

        private final String phrase;

        Part(String phrase) {
            this.phrase = phrase;
        }
    }

    static Optional<Difference> between(Part part, Bytes first, Bytes replay) {
        int offset = first.asReadOnlyBuffer().mismatch(replay.asReadOnlyBuffer());
        return offset < 0
                ? Optional.empty()
                : Optional.of(new Difference(part, offset, excerpt(first, offset), excerpt(replay, offset)));
    }

    /**
     * Says where the difference is.
     *
     * @return such as {@code stdout differs first at byte 12}
     */
    public String place() {
        return part == Part.ENDING ? part.phrase + " differs" : part.phrase + " differs first at byte " + offset;
    }

    private static String excerpt(Bytes stream, int offset) {
        ByteBuffer bytes = stream.asReadOnlyBuffer();
        int from = Math.max(0, offset - BYTES_BEFORE);
        int to = Math.min(bytes.limit(), offset + BYTES_FROM_THERE);
        StringBuilder text = new StringBuilder(from > 0 ? "… \"" : "\"");
        for (int i = from; i < to; i++) {
            appendEscaped(text, bytes.get(i));
        }
        return text.append(to < bytes.limit() ? "\" …" : "\"").toString();
    }

    /** A text with everything but printable ASCII escaped. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
            appendEscaped(escaped, value);
        }
        return escaped.toString();
    }

    private static void appendEscaped(StringBuilder text, byte value) {
        switch (value) {
            case '\n' -> text.append("\\n");
            case '\t' -> text.append("\\t");
            case '\\' -> text.append("\\\\");
            case '"' -> text.append("\\\"");
            default -> {
                if (value >= 0x20 && value < 0x7f) {
                    text.append((char) value);
                } else {
                    text.append(String.format("\\x%02x", value));
                }
            }
        }
    }
}
