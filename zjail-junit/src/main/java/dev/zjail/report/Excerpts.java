package dev.zjail.report;

import java.util.Arrays;

/** Cuts bytes of UTF-8 between characters, so that a cut does not look like a mistake of the program. */
final class Excerpts {
    /** A character of UTF-8 has at most four bytes, all but the first of the form 10xxxxxx. */
    private static final int LONGEST_REST = 3;

    private Excerpts() {}

    /** Drops the bytes of a character that was cut at the end. */
    static byte[] endingAtACharacter(byte[] bytes) {
        int last = bytes.length - 1;
        int back = 0;
        while (back < LONGEST_REST && last - back > 0 && isRest(bytes[last - back])) {
            back++;
        }
        boolean cut = last - back >= 0 && length(bytes[last - back]) > back + 1;
        return cut ? Arrays.copyOf(bytes, last - back) : bytes;
    }

    /** Drops the bytes of a character that was cut at the beginning. */
    static byte[] beginningAtACharacter(byte[] bytes) {
        int from = 0;
        while (from < LONGEST_REST && from < bytes.length && isRest(bytes[from])) {
            from++;
        }
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }

    private static boolean isRest(byte value) {
        return (value & 0xc0) == 0x80;
    }

    private static int length(byte first) {
        if ((first & 0xe0) == 0xc0) {
            return 2;
        }
        if ((first & 0xf0) == 0xe0) {
            return 3;
        }
        return (first & 0xf8) == 0xf0 ? 4 : 1;
    }
}
