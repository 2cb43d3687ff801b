package dev.zjail.audit;

import dev.zjail.engine.rootfs.Blake2b256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** BLAKE2b-256 (RFC 7693), as {@code b2sum -l 256} prints it: 64 lower-case hexadecimal digits. */
final class Blake2b {
    private Blake2b() {}

    static String hex(byte[] content) {
        return Blake2b256.ofBytes(content);
    }

    static String hex(String text) {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Digests each text followed by a NUL, so that {@code [ab, c]} and {@code [a, bc]} differ. */
    static String hex(List<String> texts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (String text : texts) {
            content.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            content.write(0);
        }
        return hex(content.toByteArray());
    }
}
