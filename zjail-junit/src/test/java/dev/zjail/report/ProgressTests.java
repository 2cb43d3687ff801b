package dev.zjail.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTests {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private long now;

    private final Progress progress = new Progress(() -> out, () -> now);

    @Test
    void aShortSuiteShowsNothing() {
        begin(Optional.empty());
        progress.ran();
        pass(29);
        progress.testFinished();

        assertThat(lines()).isEmpty();
    }

    @Test
    void aLongOneShowsALineInEachInterval() {
        begin(Optional.empty());
        progress.ran();
        pass(30);
        progress.testFinished();
        progress.ran();
        pass(29);
        progress.ran();
        pass(1);
        progress.testFinished();

        assertThat(lines())
                .containsExactly(
                        "zjail: 1 jailed run and 1 test in 30 seconds, going on",
                        "zjail: 3 jailed runs and 2 tests in 60 seconds, going on");
    }

    @Test
    void theIntervalCanBeChosenAndTheLinesTurnedOff() {
        begin(Optional.of("1"));
        pass(1);
        progress.ran();
        assertThat(lines()).hasSize(1);

        begin(Optional.of("0"));
        pass(1000);
        progress.ran();
        assertThat(lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"often", "", "-1", "1.5", " 1", "1000000", "\u0661"})
    void anIntervalThatIsNoNumberIsTheDefaultAndIsTold(String value) {
        assertThat(Progress.problem(name -> Optional.of(value)).map(InvalidParameter::sentence))
                .contains("`zjail.progress.seconds` must be a whole number of seconds from 0 to 999999, but was: \""
                        + value
                        + "\". It was taken for 30. Remedy: give such as 60, or 0 for no line at all, or do not set"
                        + " it.");
        begin(Optional.of(value));
        pass(29);
        progress.ran();
        assertThat(lines()).isEmpty();
        pass(1);
        progress.ran();
        assertThat(lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "007", "999999"})
    void ofAnIntervalThatIsANumberNothingIsTold(String value) {
        assertThat(Progress.problem(name -> Optional.of(value))).isEmpty();
    }

    @Test
    void aSuiteWithoutAJailedRunShowsNothing() {
        begin(Optional.empty());
        pass(3600);
        progress.testFinished();

        assertThat(lines()).isEmpty();
    }

    private void begin(Optional<String> seconds) {
        progress.begin(name -> name.equals("zjail.progress.seconds") ? seconds : Optional.empty());
    }

    private void pass(long seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
