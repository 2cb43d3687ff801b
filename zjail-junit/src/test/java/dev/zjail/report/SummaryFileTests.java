package dev.zjail.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryFileTests {
    private static final Path REPORTS = Path.of("/project/target/surefire-reports");

    @TempDir
    Path directory;

    @Test
    void aFileThatIsNotThereIsMade() throws IOException {
        Path file = directory.resolve("summary.md");

        SummaryFile.put(file, REPORTS, "## first\n");

        assertThat(file).content().matches("<!-- zjail [0-9a-f]+ -->\n\n## first\n\n<!-- zjail [0-9a-f]+ end -->\n");
    }

    @Test
    void whatOthersWroteStaysAndOursIsReplaced() throws IOException {
        Path file = Files.writeString(directory.resolve("summary.md"), "before, without a line feed");
        SummaryFile.put(file, REPORTS, "## first\n");
        Files.writeString(file, Files.readString(file) + "after\n");

        SummaryFile.put(file, REPORTS, "## second, and longer than the first\n");

        assertThat(file)
                .content()
                .startsWith("before, without a line feed\n<!--")
                .endsWith("-->\nafter\n")
                .contains("## second")
                .doesNotContain("## first");
    }

    @Test
    void everyReportsDirectoryHasASummaryOfItsOwn() throws IOException {
        Path file = directory.resolve("summary.md");

        SummaryFile.put(file, REPORTS, "## surefire\n");
        SummaryFile.put(file, REPORTS.resolveSibling("failsafe-reports"), "## failsafe\n");

        assertThat(file).content().contains("## surefire", "## failsafe");
    }

    @Test
    void aFileThatIsTooLargeIsLeftAlone() throws IOException {
        Path file = Files.write(directory.resolve("summary.md"), new byte[(1 << 20) + 1]);

        assertThatIOException()
                .isThrownBy(() -> SummaryFile.put(file, REPORTS, "## first\n"))
                .withMessage("it has more than 1048576 bytes already");
        assertThat(file).hasSize((1 << 20) + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\0b"})
    void aValueThatCanBeNoFileIsTold(String value) {
        assertThat(SummaryFile.configured(name -> Optional.of(value))).isEmpty();
        assertThat(SummaryFile.problem(name -> Optional.of(value)).map(InvalidParameter::sentence))
                .contains("`zjail.summary.file` must name a file, but was: \"" + value.replace("\0", "\\u{0}")
                        + "\". The summary is in summary.md beside the report alone. Remedy: give a file in a directory"
                        + " that exists, such as target/summary.md, or do not set it.");
    }

    @Test
    void withoutTheParameterThereIsNone() {
        assertThat(SummaryFile.problem(name -> Optional.empty())).isEmpty();
        assertThat(SummaryFile.problem(name -> Optional.of("a/b.md"))).isEmpty();
        assertThat(SummaryFile.configured(name -> Optional.empty())).isEmpty();
        assertThat(SummaryFile.configured(name -> Optional.of("a/b.md"))).contains(Path.of("a/b.md"));
    }
}
