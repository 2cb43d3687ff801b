package dev.zjail.audit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * What a record itself holds of what a program wrote: all of it as text, or its beginning and its end.
 *
 * @param head the beginning; all of it where there is no tail
 * @param tail the end; empty where the head is all of it
 * @param whole whether exactly the bytes that were kept can be had back from these two
 */
record OutputExcerpt(String head, String tail, boolean whole) {
    /** The most bytes at either end. */
    static final int LONGEST_END = 2048;

    static OutputExcerpt of(byte[] output) {
        if (output.length <= 2 * LONGEST_END) {
            return new OutputExcerpt(text(output, 0, output.length), "", isUtf8(output));
        }
        int headEnd = characterStart(output, LONGEST_END);
        int tailStart = characterStart(output, output.length - LONGEST_END);
        return new OutputExcerpt(text(output, 0, headEnd), text(output, tailStart, output.length), false);
    }

    /** What is not UTF-8 becomes U+FFFD. */
    private static String text(byte[] output, int from, int to) {
        return new String(output, from, to - from, StandardCharsets.UTF_8);
    }

    private static boolean isUtf8(byte[] output) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(output));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** The nearest place at or before an index where a character of UTF-8 begins; 10xxxxxx continues one. */
    private static int characterStart(byte[] output, int index) {
        int start = index;
        while (start > index - 3 && (output[start] & 0xc0) == 0x80) {
            start--;
        }
        return (output[start] & 0xc0) == 0x80 ? index : start;
    }
}
