package dev.zjail.audit;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the one block of a given label from text in PEM (RFC 7468). */
final class Pem {
    /** Far above any key of Ed25519, so that a file named by mistake is not read whole. */
    static final int LONGEST = 1 << 14;

    private Pem() {}

    static Optional<byte[]> decode(String text, String label) {
        Matcher block = Pattern.compile("-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]+)-----END " + label + "-----")
                .matcher(text);
        if (!block.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(block.group(1).replaceAll("\\s", "")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
