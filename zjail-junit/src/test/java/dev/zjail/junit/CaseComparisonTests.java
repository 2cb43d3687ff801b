package dev.zjail.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.CapturedOutput;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The output of a case")
class CaseComparisonTests {
    private static Optional<String> difference(CaseCheck check, String expected, String found) {
        return new CaseComparison(check, 1e-6, Path.of("")).difference(Bytes.utf8(expected), SampleRuns.kept(found));
    }

    @Test
    @DisplayName("is compared byte by byte")
    void exact() {
        assertThat(difference(CaseCheck.EXACT, "a\nb\n", "a\nb\n")).isEmpty();
        assertThat(difference(CaseCheck.EXACT, "a\nb\n", "a\nb"))
                .contains("line 2 (byte 4): expected \"\\n\", found the end");
        assertThat(difference(CaseCheck.EXACT, "a", "a\u001b\n"))
                .contains("line 1 (byte 2): expected the end, found \"\\x1b\\n\"");
    }

    @Test
    @DisplayName("is compared token by token")
    void tokens() {
        assertThat(difference(CaseCheck.TOKENS, "1 2\n3\n", "\t1\r\n2 \f3")).isEmpty();
        assertThat(difference(CaseCheck.TOKENS, "", " \n")).isEmpty();
        assertThat(difference(CaseCheck.TOKENS, "1 2 3", "1 2.0 3")).contains("token 2: expected \"2\", found \"2.0\"");
        assertThat(difference(CaseCheck.TOKENS, "1 2", "1")).contains("token 2: expected \"2\", found the end");
        assertThat(difference(CaseCheck.TOKENS, "1", "1 " + "x".repeat(100)))
                .contains("token 2: expected the end, found \"" + "x".repeat(60) + "…\"");
        assertThat(difference(CaseCheck.TOKENS, "1\u00a02", "1 2"))
                .as("a space that is none in C")
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0000009, true",
        "0, 0.0000011, false",
        "1000000, 1000000.9, true",
        "1000000, 1000001.1, false",
        "-1, -1.0000009, true",
        "1e3, 1000, true",
        ".5, 0.5, true",
        "1., 1, true",
        "+1, 1, true",
        "1e400, 2e400, false",
        "yes, yes, true",
        "yes, Yes, false",
        "1, nan, false",
        "nan, 1, false",
        "nan, nan, true",
        "1, inf, false",
        "1e308, -1e308, false",
        "16, 0x10, false",
        "1, 1d, false",
        "1, one, false",
    })
    @DisplayName("is compared as numbers, absolutely or in relation")
    void numbers(String expected, String found, boolean right) {
        assertThat(difference(CaseCheck.NUMBERS, expected, found).isEmpty()).isEqualTo(right);
    }

    @Test
    @DisplayName("is told with the tolerance")
    void tolerance() {
        assertThat(difference(CaseCheck.NUMBERS, "a 1", "a 2"))
                .contains("token 2: expected \"1\", found \"2\", farther apart than 1.0E-6");
        assertThat(difference(CaseCheck.NUMBERS, "a", "b")).contains("token 1: expected \"a\", found \"b\"");
    }

    @Test
    @DisplayName("is wrong if more was written than kept")
    void truncated() {
        assertThat(new CaseComparison(CaseCheck.TOKENS, 0, Path.of(""))
                        .difference(Bytes.utf8("a"), new CapturedOutput(Bytes.utf8("a"), 2)))
                .contains("more was written than was kept: raise limits.output, or let the program write less");
    }
}
