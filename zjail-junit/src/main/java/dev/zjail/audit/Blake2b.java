package dev.zjail.audit;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.digests.Blake2bDigest;

/** BLAKE2b-256 (RFC 7693), as {@code b2sum -l 256} prints it: 64 lower-case hexadecimal digits. */
final class Blake2b {
    private static final int DIGEST_BITS = 256;

    private Blake2b() {}

    static String hex(byte[] content) {
        Blake2bDigest digest = new Blake2bDigest(DIGEST_BITS);
        digest.update(content, 0, content.length);
        return finish(digest);
    }

    static String hex(String text) {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Digests each text followed by a NUL, so that {@code [ab, c]} and {@code [a, bc]} differ. */
    static String hex(List<String> texts) {
        Blake2bDigest digest = new Blake2bDigest(DIGEST_BITS);
        for (String text : texts) {
            byte[] content = text.getBytes(StandardCharsets.UTF_8);
            digest.update(content, 0, content.length);
            digest.update((byte) 0);
        }
        return finish(digest);
    }

    private static String finish(Blake2bDigest digest) {
        byte[] result = new byte[digest.getDigestSize()];
        digest.doFinal(result, 0);
        return HexFormat.of().formatHex(result);
    }
}
