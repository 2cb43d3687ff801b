package dev.zjail.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("At the end of a session, of golden files")
class GoldenSummaryTests {
    private static final List<Path> NONE = List.of();

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    private static Function<String, Optional<String>> unused(String value) {
        return name -> name.equals("zjail.golden.unused") ? Optional.of(value) : Optional.empty();
    }

    @Test
    @DisplayName("those that were written are told")
    void written() {
        GoldenSummary.configured(name -> Optional.empty())
                .tell(out, List.of(Path.of("a\u001b.txt")), List.of(Path.of("b")));
        assertThat(printed).hasToString("zjail: golden file written: a\\u{1b}.txt\n");
    }

    @Test
    @DisplayName("those that are unused are told where that is asked for")
    void report() {
        List<Path> many = IntStream.range(0, 23).mapToObj(i -> Path.of("f" + i)).toList();
        GoldenSummary.configured(unused("report")).tell(out, NONE, many);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .startsWith("zjail: golden file that no test of this JVM used: f0\n")
                .endsWith("used: f19\nzjail: golden file that no test of this JVM used: 3 more\n");
    }

    @Test
    @DisplayName("those that are unused fail the session where that is asked for")
    void fail() {
        GoldenSummary summary = GoldenSummary.configured(unused("fail"));
        summary.tell(out, NONE, NONE);
        assertThatThrownBy(() -> summary.tell(out, NONE, List.of(Path.of("x.txt"))))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessage(
                        "zjail: golden files that no test of this JVM used: 1, such as x.txt. Remedy: delete them, or"
                                + " run all tests in one JVM where `zjail.golden.unused` is \"fail\".");
    }

    @Test
    @DisplayName("another value is told to be none")
    void unknown() {
        assertThat(GoldenSummary.problem(unused("yes")).map(InvalidParameter::sentence))
                .contains(
                        "`zjail.golden.unused` must be \"report\" or \"fail\", but was: \"yes\". Unused golden files are"
                                + " not looked for. Remedy: give one of them, or do not set it.");
        assertThat(GoldenSummary.problem(unused("fail"))).isEmpty();
    }
}
