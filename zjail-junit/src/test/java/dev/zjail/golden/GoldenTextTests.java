package dev.zjail.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.golden.GoldenLine.Line;
import dev.zjail.golden.GoldenText.Mismatch;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The text of a golden file")
class GoldenTextTests {
    private static final GoldenSyntax SYNTAX = new GoldenSyntax(Map.of("VERSION", "1.4.2", "N", "7"));

    private static boolean matches(String golden, String found) {
        return GoldenText.mismatch(GoldenText.golden(golden, SYNTAX), GoldenText.lines(found))
                .isEmpty();
    }

    private static String rewritten(String golden, String found) {
        List<GoldenLine> lines = GoldenText.golden(golden, SYNTAX);
        return GoldenText.join(
                GoldenRewrite.of(SYNTAX, lines, GoldenText.lines(found)).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "took [..] ms|took 12 ms",
                "took [..] ms|took  ms",
                "x[..]|x",
                "[..]|anything",
                "a[..]b[..]c|a-b-b-c",
                "a[..]a|aa",
                "v[VERSION]!|v1.4.2!",
                "[VERSION] in [..]s|1.4.2 in 3s",
                "[WARNING] old|[WARNING] old",
                "\\[..]|[..]",
                "\\\\[..]|\\anything",
                "\\[VERSION]|[VERSION]",
                "C:\\dir\\[x]|C:\\dir\\[x]",
                "\\...|...",
                "\\\\...|\\...",
                "....|....",
            })
    @DisplayName("matches")
    void matchesTheLine(String goldenLine, @Nullable String foundLine) {
        GoldenAndFound line = GoldenAndFound.of(goldenLine, foundLine);
        assertThat(matches(line.golden(), line.found())).isTrue();
        assertThat(matches(line.golden() + "\n", line.found() + "\n")).isTrue();
        assertThat(matches(line.golden() + "\n", line.found()))
                .as("without the last line feed")
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "took [..] ms|took 12 s",
                "a[..]a|a",
                "a[..]b[..]c|acb",
                "[VERSION]|1.4.3",
                "[VERSION]|[VERSION]",
                "\\[..]|x",
                "\\...|x",
                "[...]|x",
            })
    @DisplayName("does not match")
    void doesNotMatch(String goldenLine, @Nullable String foundLine) {
        GoldenAndFound line = GoldenAndFound.of(goldenLine, foundLine);
        assertThat(matches(line.golden(), line.found())).isFalse();
    }

    record GoldenAndFound(String golden, String found) {
        static GoldenAndFound of(String golden, @Nullable String found) {
            return new GoldenAndFound(golden, found == null ? "" : found);
        }
    }

    @Test
    @DisplayName("takes a line of three dots for any number of lines")
    void anyLines() {
        assertThat(matches("a\n...\nz\n", "a\nz\n")).isTrue();
        assertThat(matches("a\n...\nz\n", "a\nz\nb\nz\n")).isTrue();
        assertThat(matches("...\n", "")).isTrue();
        assertThat(matches("...\n", "no end")).isTrue();
        assertThat(matches("...\nb\n...\nd\n...\n", "a\nb\nc\nd\ne\n")).isTrue();
        assertThat(matches("a\n...\nz\n", "a\nz\nb\n")).isFalse();
        assertThat(matches("a\n...\nz\n", "a\n")).isFalse();
    }

    @Test
    @DisplayName("says where it first differs")
    void firstDifference() {
        assertThat(mismatch("a\nb\nc\n", "a\nx\nc\n")).isEqualTo(new Mismatch(1, 1));
        assertThat(mismatch("a\n", "a\nb\n")).isEqualTo(new Mismatch(1, 1));
        assertThat(mismatch("a\nb\n", "a\n")).isEqualTo(new Mismatch(1, 1));
        assertThat(mismatch("a\n...\nc\nd\n", "a\nx\ny\nc\ne\n")).isEqualTo(new Mismatch(3, 4));
    }

    private static Mismatch mismatch(String golden, String found) {
        return GoldenText.mismatch(GoldenText.golden(golden, SYNTAX), GoldenText.lines(found))
                .orElseThrow();
    }

    @Test
    @DisplayName("keeps an elision whose line still matches when it is rewritten")
    void keepsElisions() {
        assertThat(rewritten("begin\ntook [..] ms\nend\n", "begin\ntook 5 ms\nfinish\n"))
                .isEqualTo("begin\ntook [..] ms\nfinish\n");
        assertThat(rewritten("took [..] ms\nend\n", "new\ntook 5 ms\nend\nmore\n"))
                .isEqualTo("new\ntook [..] ms\nend\nmore\n");
        assertThat(rewritten("took [..] ms\nend\n", "took 5 s\nend\n")).isEqualTo("took 5 s\nend\n");
        assertThat(rewritten("gone\n[VERSION] of [..]\n", "1.4.2 of it\n")).isEqualTo("[VERSION] of [..]\n");
        assertThat(rewritten("\\[..]\n[..]x\nend\n", "[..]\n1x\nEND\n")).isEqualTo("\\[..]\n[..]x\nEND\n");
    }

    @Test
    @DisplayName("keeps a line of three dots when it is rewritten")
    void keepsAnyLines() {
        assertThat(rewritten("a\n...\nz\n", "a\nq\ny\n")).isEqualTo("a\n...\ny\n");
        assertThat(rewritten("a\n...\nz\n", "b\nq\nz\n")).isEqualTo("b\n...\nz\n");
        assertThat(rewritten("a\n...\nz\n", "a\nq\nr\nz\nnew\n")).isEqualTo("a\n...\nz\nnew\n");
        assertThat(rewritten("a\n...\n", "b\nq\n")).isEqualTo("b\n...\n");
        assertThat(rewritten("a\n...\n", "x"))
                .as("nothing follows a line without an end")
                .isEqualTo("x");
    }

    @Test
    @DisplayName("puts variables where their values are, but not short ones nor parts of words")
    void putsVariables() {
        assertThat(rewritten("", "tool 1.4.2, 7 files\n")).isEqualTo("tool [VERSION], 7 files\n");
        assertThat(rewritten("", "11.4.2 1.4.20 x1.4.2\n")).isEqualTo("11.4.2 1.4.20 x1.4.2\n");
        assertThat(rewritten("", "\\1.4.2 \\[..] 1.4.2\n")).isEqualTo("\\\\[VERSION] \\\\\\[..] [VERSION]\n");
    }

    @Test
    @DisplayName("matches what it was written from, whatever that is, and nothing shorter")
    void whatIsWrittenMatches() {
        Random random = new Random(4711);
        List<String> pieces =
                List.of("\\", "[..]", "...", "[VERSION]", "1.4.2", "[N]", "7", "\n", "\r", "a", "[", "]", "\u00ff");
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int piece = random.nextInt(8); piece >= 0; piece--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            String found = text.toString();
            String golden = rewritten("", found);
            assertThat(matches(golden, found))
                    .as("%s, written from %s", golden, found)
                    .isTrue();
            assertThat(GoldenText.golden(golden, SYNTAX))
                    .as("%s, written from %s", golden, found)
                    .noneMatch(GoldenLine::isAnyLines)
                    .extracting(line -> String.join("*", line.parts()))
                    .containsExactlyElementsOf(
                            GoldenText.lines(found).stream().map(Line::text).toList());
        }
    }

    @Test
    @DisplayName("that is rewritten from anything matches, and what matched stays")
    void rewritingIsRight() {
        Random random = new Random(815);
        List<String> lines = List.of("a", "b", "c", "...", "[..]b", "a[..]", "ab", "\\...");
        for (int round = 0; round < 20_000; round++) {
            String golden = someOf(lines, random);
            String found = someOf(List.of("a", "b", "c", "ab", "..."), random);
            String rewritten = rewritten(golden, found);
            assertThat(matches(rewritten, found))
                    .as("%s from %s for %s", rewritten, golden, found)
                    .isTrue();
            assertThat(rewritten("...\n" + golden, found)).startsWith("...\n");
        }
    }

    private static String someOf(List<String> lines, Random random) {
        StringBuilder text = new StringBuilder();
        for (int line = random.nextInt(7); line > 0; line--) {
            text.append(lines.get(random.nextInt(lines.size()))).append('\n');
        }
        return text.toString();
    }

    @Test
    @DisplayName("is not rewritten line by line if that would take too long, unless it has no elision")
    void tooLong() {
        String golden = "a\n".repeat(6_000);
        String found = "b\n".repeat(6_000);
        assertThat(GoldenRewrite.of(SYNTAX, GoldenText.golden("[..]x\n" + golden, SYNTAX), GoldenText.lines(found)))
                .isEmpty();
        assertThat(GoldenRewrite.of(SYNTAX, GoldenText.golden(golden, SYNTAX), GoldenText.lines(found)))
                .isPresent();
    }
}
