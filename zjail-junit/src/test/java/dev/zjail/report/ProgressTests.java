package dev.zjail.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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

    @Test
    void anIntervalThatIsNoNumberIsTheDefault() {
        begin(Optional.of("often"));
        pass(29);
        progress.ran();
        assertThat(lines()).isEmpty();
        pass(1);
        progress.ran();
        assertThat(lines()).hasSize(1);
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
