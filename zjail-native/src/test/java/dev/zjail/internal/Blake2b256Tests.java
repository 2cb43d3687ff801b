package dev.zjail.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The expected digests are those of b2sum -l 256, and stand in audit trails, file names and files of pinned runs. */
@DisplayName("BLAKE2b-256")
class Blake2b256Tests {
    @Test
    @DisplayName("is what b2sum -l 256 prints")
    void b2sum() {
        assertThat(Blake2b256.of("")).isEqualTo("0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
        assertThat(Blake2b256.of("abc")).isEqualTo("bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
        assertThat(Blake2b256.of("a".repeat(1000)))
                .isEqualTo("e00b0ddbf1e2cdaf5c898e1a5e8826ea3a2c339bcf2a478da2e5fca9ff126672");
        assertThat(Blake2b256.of("é").equals(Blake2b256.of("é".getBytes(StandardCharsets.UTF_8))))
                .isTrue();
    }

    @Test
    @DisplayName("of a sequence has each part behind its length")
    void sequence() {
        String digest = new Blake2b256().part("ab").part(new byte[] {'c'}).hex();

        assertThat(digest)
                .isEqualTo("7ae6c100f6821eb965b5895923b9aa32426990168af93b0d01cf041f6c51a405")
                .isEqualTo(Blake2b256.of("\0\0\0\2ab\0\0\0\1c"))
                .isNotEqualTo(new Blake2b256().part("a").part("bc").hex());
    }

    @Test
    @DisplayName("of texts that people digest by hand has a NUL behind each")
    void terminated() {
        assertThat(Blake2b256.ofTerminated(List.of("ab", "c")))
                .isEqualTo(Blake2b256.of("ab\0c\0"))
                .isNotEqualTo(Blake2b256.ofTerminated(List.of("a", "bc")));
        assertThat(Blake2b256.ofTerminated(List.of())).isEqualTo(Blake2b256.of(""));
    }

    @Test
    @DisplayName("goes over the bytes that are there, not those behind them")
    void bytes() {
        assertThat(new Blake2b256().bytes(new byte[] {'a', 'b', 'c', 'd'}, 3).hex())
                .isEqualTo(Blake2b256.of("abc"));
    }

    @Test
    @DisplayName("is what Bouncy Castle says, of every length up to three blocks, in pieces however they are cut")
    void bouncyCastle() {
        Random random = new Random(42);
        for (int length = 0; length <= 3 * 128 + 1; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            String expected = byBouncyCastle(bytes);

            assertThat(Blake2b256.of(bytes)).as("%d bytes", length).isEqualTo(expected);
            for (int piece : new int[] {1, 63, 127, 128, 129, 255, 256, 1 + random.nextInt(300)}) {
                assertThat(inPieces(bytes, piece))
                        .as("%d bytes by %d", length, piece)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    @DisplayName("begins anew when it has ended")
    void beginsAnew() {
        Blake2b256 digest = new Blake2b256();
        digest.part("something else").hex();

        assertThat(digest.bytes(new byte[] {'a', 'b', 'c'}, 3).hex()).isEqualTo(Blake2b256.of("abc"));
    }

    private static String inPieces(byte[] bytes, int piece) {
        Blake2b256 digest = new Blake2b256();
        for (int at = 0; at < bytes.length; at += piece) {
            byte[] cut = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece));
            digest.bytes(cut, cut.length);
        }
        return digest.hex();
    }

    private static String byBouncyCastle(byte[] bytes) {
        Blake2bDigest digest = new Blake2bDigest(256);
        digest.update(bytes, 0, bytes.length);
        byte[] result = new byte[32];
        digest.doFinal(result, 0);
        return HexFormat.of().formatHex(result);
    }
}
