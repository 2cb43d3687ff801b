package dev.zjail.internal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/** Takes bytes for UTF-8 (RFC 3629) that somebody else wrote, and so may be anything. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Utf8 {
    /** Takes one byte. */
    @FunctionalInterface
    public interface ByteConsumer {
        /** Takes a byte. */
        void accept(byte value);
    }

    private Utf8() {}

    /** Takes bytes apart, from the first to the last: runs of UTF-8, which may be empty, and each byte that is none. */
    public static void decode(byte[] bytes, Consumer<String> text, ByteConsumer other) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CharBuffer valid = CharBuffer.allocate(bytes.length);
        while (input.hasRemaining()) {
            CoderResult result = decoder.decode(input, valid.clear(), true);
            text.accept(valid.flip().toString());
            for (int i = 0; result.isError() && i < result.length(); i++) {
                other.accept(input.get());
            }
        }
    }

    /** Says whether all of some bytes are UTF-8. */
    public static boolean isValid(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /**
     * Finds where bytes can be cut: the nearest place at or before an index where a character begins. A byte 10xxxxxx
     * continues one; all others begin one.
     */
    public static int characterStart(byte[] bytes, int index) {
        int start = index;
        while (start > Math.max(0, index - 3) && continues(bytes[start])) {
            start--;
        }
        return continues(bytes[start]) ? index : start;
    }

    private static boolean continues(byte value) {
        return (value & 0xc0) == 0x80;
    }
}
