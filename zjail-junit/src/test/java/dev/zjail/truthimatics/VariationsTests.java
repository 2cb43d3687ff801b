package dev.zjail.truthimatics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.NondeterminismSource;
import dev.zjail.engine.Tmpfs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which axes a program lets be varied, and which steps of the plan it needs. */
class VariationsTests {
    @ParameterizedTest
    @CsvSource({
        "ENVIRONMENT_SIZE, ZJAIL_PADDING",
        "MALLOC_FILL, MALLOC_PERTURB_",
        "MALLOC_FILL, GLIBC_TUNABLES",
        "TIME_ZONE, TZ",
        "LOCALE, LANG",
        "LOCALE, LANGUAGE",
        "LOCALE, LC_ALL",
        "LOCALE, LC_TIME"
    })
    void aVariableThatTheTestDeclaresKeepsItsAxisFromBeingVaried(Axis axis, String variable) {
        Variations variations = Variations.of(ran(variable + "=x"), 2);

        assertThat(variations.unused().values())
                .containsExactly(new UnusedAxis(axis, true, "the test declares " + variable));
        FurtherRun.Replay replay = variations.replay(2, Set.of(axis), 1);
        assertThat(replay.varied()).isEmpty();
        assertThat(replay.conditions().furtherEnvironment()).isEmpty();
    }

    @Test
    void anOrdinaryVariableThatTheTestDeclaresIsLeftAsItIs() {
        Variations variations = Variations.of(ran("HOME=/declared"), 2);

        assertThat(variations.unused()).isEmpty();
        assertThat(variations
                        .replay(2, Set.of(Axis.ENVIRONMENT_SIZE), 1)
                        .conditions()
                        .furtherEnvironment())
                .contains("USER=zjail")
                .noneMatch(entry -> entry.startsWith("HOME="));
    }

    /** On one CPU it may take twice as long as all its CPU time together, and is not to come to the limit by that. */
    @Test
    void whatUsedMoreThanHalfOfTheTimeIsNotRunOnOneCpu() {
        Execution half = took(Duration.ofSeconds(5));
        Execution more = took(Duration.ofMillis(5001));

        assertThat(Variations.of(half, 2).unused()).isEmpty();
        assertThat(Variations.of(more, 2).unused().values())
                .containsExactly(
                        new UnusedAxis(
                                Axis.CPU_COUNT,
                                false,
                                "it used 5.001 s of CPU time, which is too near the wall-clock limit of 10 s to do with one CPU"));
        assertThat(Variations.of(more, 2)
                        .replay(3, Set.of(Axis.CPU_COUNT), 1)
                        .conditions()
                        .singleCpu())
                .isFalse();
    }

    @Test
    void onlyAProgramThatHasOrMayHaveSeveralThreadsIsRunInOtherOrders() {
        ReplayPlan.Step late = NextReplay.step(7);

        assertThat(late.axes()).containsExactly(Axis.SCHEDULE);
        assertThat(NextReplay.isUseful(late, Findings.NONE)).isFalse();
        assertThat(NextReplay.isUseful(late, Findings.NONE.withSources(Set.of(NondeterminismSource.CLOCK))))
                .isFalse();
        assertThat(NextReplay.isUseful(late, Findings.NONE.withSources(Set.of(NondeterminismSource.CONCURRENCY))))
                .isTrue();
        assertThat(NextReplay.isUseful(
                        late, Findings.NONE.withSources(Set.of(), Set.of(NondeterminismSource.CONCURRENCY))))
                .isTrue();
        assertThat(NextReplay.isUseful(NextReplay.step(9), Findings.NONE)).isTrue();
    }

    @Test
    void theHostsLocalesAreThereForOneValueAndNotForTheOther() {
        Variations variations = Variations.of(ran(), 2);
        JailSpec spec = ProgramEngine.SPEC;

        assertThat(variations.replay(3, Set.of(Axis.LOCALE), 2).spec(spec)).isEqualTo(spec);
        assertThat(variations.replay(3, Set.of(Axis.HOST_NAME), 1).spec(spec)).isEqualTo(spec);
        assertThat(variations.replay(3, Set.of(Axis.LOCALE), 1).spec(spec))
                .isEqualTo(Files.isDirectory(Path.of("/usr/lib/locale")) ? spec.withProvide(List.of("locale")) : spec);
        JailSpec own = spec.withTmpfs(List.of(new Tmpfs("/usr/lib", 1 << 20)));
        assertThat(variations.replay(3, Set.of(Axis.LOCALE), 1).spec(own)).isEqualTo(own);
    }

    private static Execution ran(String... environment) {
        JailSpec spec = ProgramEngine.SPEC.withEnvironment(List.of(environment));
        return ProgramEngine.wrote(spec, "");
    }

    private static Execution took(Duration cpu) {
        return SampleUsages.cpu(ran(), cpu);
    }
}
