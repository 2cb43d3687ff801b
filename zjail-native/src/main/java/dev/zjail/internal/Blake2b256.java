package dev.zjail.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.apiguardian.api.API;

/**
 * BLAKE2b (RFC 7693) with a digest of 32 bytes and no key, in lower-case hexadecimal: what {@code b2sum -l 256} prints.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Blake2b256 {
    private final Blake2b digest = new Blake2b();

    /** A digest of nothing so far. */
    public Blake2b256() {}

    /** Digests some bytes. */
    public static String of(byte[] bytes) {
        return new Blake2b256().bytes(bytes, bytes.length).hex();
    }

    /** Digests a text. */
    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Digests texts that hold no NUL, each with a NUL behind it. It is for what people digest by hand, such as a
     * program's arguments: {@code printf '%s\0' a b | b2sum -l 256}. For all else there is {@link #part(byte[])}.
     */
    public static String ofTerminated(List<String> texts) {
        Blake2b256 digest = new Blake2b256();
        for (String text : texts) {
            byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
            digest.bytes(bytes, bytes.length);
        }
        return digest.hex();
    }

    /**
     * Adds a part of a sequence: its length in 4 bytes, the highest first, and the part. So {@code [ab, c]} and
     * {@code [a, bc]} differ, whatever is in them.
     */
    public Blake2b256 part(byte[] part) {
        return bytes(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array(), Integer.BYTES)
                .bytes(part, part.length);
    }

    /** Adds a text as a part of a sequence. */
    public Blake2b256 part(String part) {
        return part(part.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds bytes as they are. */
    public Blake2b256 bytes(byte[] bytes, int length) {
        digest.update(bytes, length);
        return this;
    }

    /** Ends the digest. What is added later begins another one. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
