package dev.zjail.truthimatics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.NondeterminismSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("What a program draws from")
class SourcesTests {

    @ParameterizedTest
    @CsvSource({
        "PROCESS_ID, PROCESS_ID",
        "CPU, CPU_COUNT",
        "HOST_NAME, HOST_NAME",
        "CLOCK, TIME",
        "RANDOMNESS, RANDOM_BYTES",
        "CONCURRENCY, SCHEDULE",
        "DIRECTORY_ORDER, DIRECTORY_ORDER",
        "HOST_LOAD, HOST_LOAD"
    })
    @DisplayName("is settled by replays where an axis varies it, and open where that axis is not varied")
    void variedByAnAxis(NondeterminismSource source, Axis axis) {
        assertThat(Sources.open(Set.of(source), List.of())).isEmpty();
        assertThat(Sources.open(Set.of(source), List.of(new UnusedAxis(axis, false, "one CPU"))))
                .containsExactly(source);
        assertThat(Sources.open(Set.of(source), Set.of(source), List.of()))
                .as("what nobody could watch")
                .containsExactly(source);
    }

    @ParameterizedTest
    @EnumSource(names = "PROC_FILES")
    @DisplayName("stays open where no axis varies it")
    void variedByNone(NondeterminismSource source) {
        assertThat(Sources.open(Set.of(source), List.of())).containsExactly(source);
    }

    @ParameterizedTest
    @EnumSource(names = {"TIME_STAMP_COUNTER", "PROCESSOR_RANDOMNESS", "RANDOM_DEVICE"})
    @DisplayName("is settled by every replay if it is another in every run, whether it could be watched or not")
    void otherInEveryRun(NondeterminismSource source) {
        assertThat(Sources.open(Set.of(source), List.of())).isEmpty();
        assertThat(Sources.open(Set.of(source), Set.of(source), List.of())).isEmpty();
        assertThat(Sources.describeVaried(Set.of(source), Set.of()))
                .isEqualTo(" and " + Sources.describe(Set.of(source)) + ", which every run finds changed");
        assertThat(Sources.describeVaried(Set.of(source), Set.of(source)))
                .isEqualTo(" (this host does not show whether it read " + Sources.describe(Set.of(source))
                        + ", which every run finds changed)");
    }

    @Test
    @DisplayName("is named in a fixed order, and what nobody could watch apart")
    void inWords() {
        Set<NondeterminismSource> all =
                EnumSet.of(NondeterminismSource.RANDOMNESS, NondeterminismSource.CLOCK, NondeterminismSource.CPU);

        assertThat(Sources.describe("it draws from", "it may draw from", all, Set.of()))
                .isEqualTo("it draws from the clock, random bytes and the CPUs");
        assertThat(Sources.describe("it draws from", "it may draw from", all, Set.of(NondeterminismSource.CPU)))
                .isEqualTo("it draws from the clock and random bytes, and it may draw from the CPUs");
        assertThat(Sources.describe(
                        "it draws from",
                        "it may draw from",
                        Set.of(NondeterminismSource.CPU),
                        Set.of(NondeterminismSource.CPU)))
                .isEqualTo("it may draw from the CPUs");
    }

    @Test
    @DisplayName("has a name for a person, each another")
    void named() {
        assertThat(NondeterminismSource.values())
                .extracting(source -> Sources.describe(Set.of(source)))
                .doesNotHaveDuplicates()
                .noneMatch(String::isBlank);
    }
}
