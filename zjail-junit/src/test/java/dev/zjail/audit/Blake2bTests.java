package dev.zjail.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class Blake2bTests {
    @Test
    void digestsAreThoseOfB2sum() {
        assertThat(Blake2b.hex("")).isEqualTo("0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
        assertThat(Blake2b.hex("abc")).isEqualTo("bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
        assertThat(Blake2b.hex("a".repeat(1000)))
                .isEqualTo("e00b0ddbf1e2cdaf5c898e1a5e8826ea3a2c339bcf2a478da2e5fca9ff126672");
    }

    @Test
    void whereOneTextEndsAndTheNextBeginsCounts() {
        assertThat(Blake2b.hex(List.of("ab", "c"))).isNotEqualTo(Blake2b.hex(List.of("a", "bc")));
        assertThat(Blake2b.hex(List.of("ab", "c"))).isEqualTo(Blake2b.hex("ab\0c\0"));
    }
}
