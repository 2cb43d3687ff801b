package dev.zjail.engine;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apiguardian.api.API;

/** An immutable sequence of bytes. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Bytes {
    /** No bytes at all. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /**
     * Copies the given bytes.
     *
     * @param content the bytes
     * @return a value that no later change of the array changes
     */
    public static Bytes of(byte[] content) {
        return content.length == 0 ? EMPTY : new Bytes(content.clone());
    }

    /**
     * Encodes text in UTF-8.
     *
     * @param text the text
     * @return its bytes
     */
    public static Bytes utf8(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Copies the bytes out.
     *
     * @return a new array
     */
    public byte[] toArray() {
        return content.clone();
    }

    /**
     * Wraps the bytes for reading, without a copy.
     *
     * @return a read-only buffer from the first byte to the last
     */
    public ByteBuffer asReadOnlyBuffer() {
        return ByteBuffer.wrap(content).asReadOnlyBuffer();
    }

    /**
     * Opens the bytes for reading, without a copy.
     *
     * @return a stream that needs no closing
     */
    public InputStream stream() {
        return new ByteArrayInputStream(content);
    }

    /**
     * Counts the bytes.
     *
     * @return the number of bytes
     */
    public int size() {
        return content.length;
    }

    /**
     * Decodes the bytes as UTF-8; what is not valid UTF-8 becomes U+FFFD.
     *
     * @return the text
     */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return "Bytes[" + content.length + "]";
    }
}
