package dev.zjail.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.BuildServers;
import dev.zjail.audit.HostileText;
import dev.zjail.audit.ManifestSummary;
import dev.zjail.audit.Trail;
import dev.zjail.audit.Trails;
import dev.zjail.report.TestOutcome.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryMarkdownTests {
    private static final ManifestSummary NOTED = new ManifestSummary(3, 1, 207, "0a".repeat(32));

    @TempDir
    Path reports;

    @Test
    void itSaysWhatRanWhatNeedsALookAndWhatTheTrailsAreWorth() throws IOException {
        String summary = summary(List.of(
                new TestOutcome("a.T", "t", Trails.GREETS.uniqueId(), Status.PASSED, 1, 2, ""),
                new TestOutcome("a.T", "off", "[o]", Status.SKIPPED, 1, 0, "@Disabled")));

        assertThat(summary).isEqualTo("""
                ## 2 jailed runs: 2 UNCERTAIN

                Jailed tests: 1 passed, 1 skipped.

                ### Needs a look

                | Test | Outcome | Runs | Why |
                |---|---|---|---|
                | `T: off` | skipped | did not run | `@Disabled` |

                ### What stopped the programs

                | What | Runs |
                |---|---|
                | Nothing: it exited | 2 |

                Audit trails: 1 INTACT.

                The manifest of 3 trails (1 without an end), 207 records: verify a copy with `--head %s --count 207`.
                """.formatted(NOTED.root()));
    }

    @Test
    void itIsCappedAndSaysHowMuchIsLeftOut() throws IOException {
        List<TestOutcome> many = IntStream.range(0, 5_000)
                .mapToObj(i -> new TestOutcome("T", "t" + i, "[" + i + "]", Status.FAILED, 1, 1, "é".repeat(300)))
                .toList();

        String summary = summary(many);

        assertThat(summary.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(2 * SummaryMarkdown.LONGEST);
        assertThat(summary)
                .containsPattern("\n…and \\d+ more: see the report\\.\n")
                .endsWith(" --count 207`.\n");
    }

    @Test
    void backticksAreShownAsTheyAre() {
        assertThat(SummaryMarkdown.code("`zjail.x` must")).isEqualTo("`` `zjail.x` must ``");
        assertThat(SummaryMarkdown.code("a ``b`` c")).isEqualTo("```a ``b`` c```");
        assertThat(SummaryMarkdown.code("plain")).isEqualTo("`plain`");
        assertThat(SummaryMarkdown.code("```")).isEqualTo("```` ``` ````");
    }

    @Test
    void ofSeveralLinesOneIsMadeSoThatTheDifferenceIsInIt() throws IOException {
        assertThat(summary(List.of(
                        new TestOutcome("T", "t", "[t]", Status.FAILED, 1, 1, "expected: \"a\"\n but was: \"b\"\n"))))
                .contains("| `expected: \"a\" but was: \"b\"` |");
    }

    @Test
    void whatOthersWroteIsInCodeSpansItCannotLeave() throws IOException {
        List<String> hostile = new java.util.ArrayList<>(HostileText.ALL);
        hostile.addAll(List.of(
                "![x](https://example.com/x.png)",
                "`` ` ```",
                "a | b |\n| c",
                "\\| \\` \\",
                "<img src=x onerror=alert(1)>",
                "@somebody #1 https://example.com www.example.com a@example.com",
                "<!-- zjail 0 end -->",
                "$`x`$ $$y$$",
                "# heading",
                "\n\n---\n"));
        List<TestOutcome> outcomes = hostile.stream()
                .map(text -> new TestOutcome(text, text, text, Status.FAILED, 1, 1, text))
                .toList();

        List<String> rows = summary(outcomes)
                .lines()
                .dropWhile(line -> !line.startsWith("|---"))
                .skip(1)
                .takeWhile(line -> line.startsWith("|"))
                .toList();

        assertThat(rows)
                .hasSameSizeAs(hostile)
                .allSatisfy(row -> assertThat(row).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\u2028\u2029]"))
                .allSatisfy(row -> {
                    String[] cells = row.split("\\|", -1);
                    assertThat(cells).hasSize(6);
                    assertCodeSpan(cells[1].strip());
                    assertThat(row).contains("| failed | 1 |");
                    if (!cells[4].matches(" (\\(blank\\)|it passed [a-z ]+) ")) {
                        assertCodeSpan(cells[4].strip());
                    }
                });
    }

    /** One that ends where the cell does: nothing in it is as many backticks in a row as begin it. */
    private static void assertCodeSpan(String cell) {
        String fence = cell.replaceAll("[^`].*", "");
        assertThat(cell)
                .hasSizeGreaterThan(2 * fence.length())
                .startsWith(fence)
                .endsWith(fence);
        String inside = cell.substring(fence.length(), cell.length() - fence.length());
        assertThat(inside).doesNotStartWith("`").doesNotEndWith("`");
        assertThat(Pattern.compile("`+").matcher(inside).results().map(MatchResult::group))
                .doesNotContain(fence);
    }

    @Test
    void noOrderToABuildServerIsLeftInIt() throws IOException {
        List<TestOutcome> outcomes = BuildServers.ORDERS.stream()
                .map(text -> new TestOutcome(text, text, text, Status.FAILED, 1, 1, text))
                .toList();

        BuildServers.assertNoneIsLeftIn(summary(outcomes).replaceAll("(?m)^\\|---.*\n", ""));
        for (String order : BuildServers.ORDERS) {
            BuildServers.assertNoneIsLeftIn(new InvalidParameter("p", "must", order, "It", "give").sentence());
        }
    }

    private String summary(List<TestOutcome> outcomes) throws IOException {
        Trail trail = Trail.read(Trails.closed(reports, 2));
        return SummaryMarkdown.of(Report.of(List.of(trail), outcomes, Optional.empty()), Optional.of(NOTED));
    }
}
