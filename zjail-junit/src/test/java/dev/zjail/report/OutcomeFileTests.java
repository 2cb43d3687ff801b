package dev.zjail.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.audit.HostileText;
import dev.zjail.report.TestOutcome.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomeFileTests {
    @TempDir
    Path reports;

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        List<TestOutcome> outcomes = List.of(
                new TestOutcome("C", "n", "[u]", Status.FAILED, 2, 3, "why\nand why"),
                new TestOutcome(
                        "C",
                        "o",
                        "[w]",
                        Status.FAILED,
                        1,
                        1,
                        "not equal",
                        Optional.of(new TestOutcome.Comparison("a\nb", ""))),
                new TestOutcome("C", "m", "[v]", Status.PASSED, 1, 1, ""));

        OutcomeFile.write(reports, Optional.empty(), outcomes);

        assertThat(OutcomeFile.readAll(reports, Optional.empty())).isEqualTo(outcomes);
    }

    @Test
    void onlyTheOutcomesOfTheSameBuildAreRead() throws IOException {
        Optional<String> build = Optional.of("one");
        OutcomeFile.write(reports, build, List.of(new TestOutcome("C", "n", "[u]", Status.FAILED, 1, 0, "why")));

        assertThat(OutcomeFile.readAll(reports, build)).hasSize(1);
        assertThat(OutcomeFile.readAll(reports, Optional.of("two"))).isEmpty();
        assertThat(OutcomeFile.readAll(reports, Optional.empty())).isEmpty();
    }

    @Test
    void everySessionHasAFileOfItsOwn() throws IOException {
        Path first = OutcomeFile.write(
                reports, Optional.empty(), List.of(new TestOutcome("C", "n", "[u]", Status.FAILED, 1, 0, "why")));
        Path second = OutcomeFile.write(
                reports, Optional.empty(), List.of(new TestOutcome("C", "n", "[u]", Status.PASSED, 2, 1, "")));

        assertThat(first).isNotEqualTo(second);
        assertThat(OutcomeFile.readAll(reports, Optional.empty())).hasSize(2);
    }

    @Test
    void aReasonIsBoundedButHoldsMoreThanItsFirstLine() throws IOException {
        OutcomeFile.write(
                reports,
                Optional.empty(),
                List.of(
                        new TestOutcome("C", "n", "[u]", Status.FAILED, 1, 0, "\n first \nsecond"),
                        new TestOutcome("C", "n", "[v]", Status.FAILED, 1, 0, "x".repeat(10_000))));

        assertThat(OutcomeFile.readAll(reports, Optional.empty()))
                .extracting(TestOutcome::reason)
                .containsExactly("first \nsecond", "x".repeat(4_000) + "…");
    }

    @Test
    void hostileTextIsDataAndTheFileIsAscii() throws IOException {
        List<TestOutcome> outcomes = HostileText.ALL.stream()
                .map(text -> new TestOutcome(text, text, text, Status.FAILED, 1, 0, ""))
                .toList();

        Path file = OutcomeFile.write(reports, Optional.empty(), outcomes);

        assertThat(Files.readString(file)).matches("[\\x0a\\x20-\\x7f]*");
        assertThat(OutcomeFile.readAll(reports, Optional.empty())).hasSameSizeAs(outcomes);
    }

    @Test
    void filesOfAnotherSchemaArePassedOver() throws IOException {
        Path directory = Files.createDirectories(reports.resolve("zjail"));
        Files.writeString(
                directory.resolve("x.tests.json"), "{\"schema\":\"other\",\"tests\":[{\"status\":\"PASSED\"}]}");
        Files.writeString(
                directory.resolve("y.tests.json"),
                "{\"schema\":\"zjail.tests/v1\",\"tests\":[{\"status\":\"NEW\"},{\"status\":\"PASSED\",\"new\":1}]}");

        assertThat(OutcomeFile.readAll(reports, Optional.empty())).hasSize(1);
    }
}
