package dev.zjail.engine.rootfs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.Blake2bDigest;

/** BLAKE2b (RFC 7693) with a digest of 32 bytes and no key: what {@code b2sum -l 256} computes. */
public final class Blake2b256 {
    private final Blake2bDigest digest = new Blake2bDigest(256);

    Blake2b256() {}

    /**
     * Digests some bytes.
     *
     * @param bytes the bytes
     * @return the digest, in hexadecimal
     */
    public static String ofBytes(byte[] bytes) {
        Blake2b256 digest = new Blake2b256();
        digest.update(bytes, bytes.length);
        return digest.hex();
    }

    void update(byte[] bytes, int length) {
        digest.update(bytes, 0, length);
    }

    /** Adds a text such that no two sequences of texts add the same bytes. */
    void updateWithLength(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array(), Integer.BYTES);
        update(bytes, bytes.length);
    }

    String hex() {
        byte[] result = new byte[32];
        digest.doFinal(result, 0);
        return HexFormat.of().formatHex(result);
    }
}
