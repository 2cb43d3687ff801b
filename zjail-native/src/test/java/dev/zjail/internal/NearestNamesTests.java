package dev.zjail.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What somebody may have meant")
class NearestNamesTests {
    private static final List<String> KNOWN = List.of("read", "readv", "preadv", "write", "clone", "clone3");

    @ParameterizedTest
    @CsvSource({
        "raed, see the list", // two of four characters would have to be replaced
        "reed, perhaps you mean read",
        "cloen3, perhaps you mean clone or clone3",
        "reads, perhaps you mean read or readv",
        "preadw, perhaps you mean preadv or read or readv",
        "rad, perhaps you mean read",
        "open, see the list",
        "'', see the list",
    })
    @DisplayName("is what differs in at most a third of its characters, the nearest first")
    void remedy(String mistyped, String remedy) {
        assertThat(NearestNames.remedy(mistyped, KNOWN, "see the list")).isEqualTo(remedy);
    }

    @ParameterizedTest
    @CsvSource({"64, perhaps you mean x", "65, see the list"})
    @DisplayName("is not looked for where what was written is too long for a name")
    void longest(int length, String beginning) {
        String known = "x".repeat(length);

        assertThat(NearestNames.remedy("x".repeat(length), List.of(known), "see the list"))
                .startsWith(beginning);
    }
}
