package dev.zjail.engine;

import dev.zjail.internal.Blake2b256;
import org.apiguardian.api.API;

/**
 * A regular file that the program left in one of its tmpfs places and that came back after its end. Immutable.
 *
 * @param path where it lay in the jail; in a name that is not UTF-8 each byte that is none is written as {@code \xNN}
 * @param content all of it
 * @param digest BLAKE2b-256 of the content, in 64 lower-case hexadecimal digits, as {@code b2sum -l 256} prints it
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CollectedFile(String path, Bytes content, String digest) {

    /**
     * Takes a content, and digests it.
     *
     * @param path where it lay in the jail
     * @param content all of it
     * @return the file
     */
    public static CollectedFile of(String path, Bytes content) {
        return new CollectedFile(path, content, Blake2b256.of(content.toArray()));
    }

    /**
     * Returns the content.
     *
     * @return a new array
     */
    public byte[] bytes() {
        return content.toArray();
    }

    /**
     * Decodes the content as UTF-8; what is not valid UTF-8 becomes U+FFFD.
     *
     * @return the text
     */
    public String text() {
        return content.text();
    }

    /**
     * Counts the bytes.
     *
     * @return the number of bytes
     */
    public long size() {
        return content.size();
    }
}
