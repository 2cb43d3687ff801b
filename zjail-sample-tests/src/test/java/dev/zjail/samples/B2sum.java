package dev.zjail.samples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The host's {@code b2sum} of GNU coreutils: a second opinion on every BLAKE2b-256 in these tests. */
final class B2sum {
    private B2sum() {}

    /** Computes the BLAKE2b-256 of a file, in hexadecimal. */
    static String of(Path file) {
        try {
            Process b2sum = new ProcessBuilder("b2sum", "--length=256", "--", file.toString())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(b2sum.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (b2sum.waitFor() != 0) {
                throw new AssertionError("b2sum failed: " + output);
            }
            return output.substring(0, output.indexOf(' '));
        } catch (IOException e) {
            throw new AssertionError("b2sum of GNU coreutils must be on the PATH", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while b2sum ran", e);
        }
    }
}
