package dev.zjail.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
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
}
