package dev.zjail.engine;

import org.apiguardian.api.API;

/**
 * What the guest wrote to one of its output streams, as far as it was kept.
 *
 * @param content the first bytes, up to the output limit, exactly as they were written
 * @param totalBytes how many bytes were read from the guest before it was ended
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CapturedOutput(Bytes content, long totalBytes) {

    /**
     * Returns the bytes that were kept.
     *
     * @return a new array
     */
    public byte[] bytes() {
        return content.toArray();
    }

    /**
     * Decodes the kept bytes as UTF-8; what is not valid UTF-8 becomes U+FFFD.
     *
     * @return the text
     */
    public String text() {
        return content.text();
    }

    /**
     * Says whether the guest wrote more than was kept.
     *
     * @return whether bytes are missing at the end
     */
    public boolean truncated() {
        return totalBytes > content.size();
    }
}
