package dev.zjail.audit;

import dev.zjail.internal.Utf8;
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
            return new OutputExcerpt(text(output, 0, output.length), "", Utf8.isValid(output));
        }
        int headEnd = Utf8.characterStart(output, LONGEST_END);
        int tailStart = Utf8.characterStart(output, output.length - LONGEST_END);
        return new OutputExcerpt(text(output, 0, headEnd), text(output, tailStart, output.length), false);
    }

    /** What is not UTF-8 becomes U+FFFD. */
    private static String text(byte[] output, int from, int to) {
        return new String(output, from, to - from, StandardCharsets.UTF_8);
    }
}
