package dev.zjail.engine.launcher;

import static dev.zjail.engine.policy.SeccompAction.Trace.ALSO_OF_C_LIBRARY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.CapturedOutput;
import dev.zjail.engine.CollectedFiles;
import dev.zjail.engine.Confinement;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Layer;
import dev.zjail.engine.LayerState;
import dev.zjail.engine.NondeterminismSource;
import dev.zjail.engine.PolicyFacts;
import dev.zjail.engine.Termination;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.Signaled;
import dev.zjail.engine.Usage;
import dev.zjail.engine.WatchedRun;
import dev.zjail.engine.launcher.LaunchReport.Ended;
import dev.zjail.engine.launcher.LaunchReport.NamedPaths;
import dev.zjail.engine.launcher.LaunchReport.RecordedCall;
import dev.zjail.engine.launcher.LaunchReport.Rusage;
import dev.zjail.engine.launcher.LaunchReport.StackOverflow;
import dev.zjail.engine.launcher.LaunchReport.Stop;
import dev.zjail.engine.launcher.LaunchReport.Traps;
import dev.zjail.engine.policy.Architecture;
import dev.zjail.engine.rootfs.RootDigests;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What a watched run drew from")
class WatchedRunsTests {
    private static final Termination CLEAN = new Exited(0);
    private static final Termination ABORTED = new Signaled("SIGABRT", 6, false);
    private static final Traps ALL_TRAPPED = new Traps(0, true, true, false, true);
    private static final int NOT_MARKED = 0;

    @ParameterizedTest
    @CsvSource({
        "clock_gettime, 1, CLOCK",
        "nanosleep, 1, CLOCK",
        "uname, 1, HOST_NAME",
        "getdents64, 1, DIRECTORY_ORDER",
        "sysinfo, 1, HOST_LOAD",
        "getcpu, 1, CPU",
        "getppid, 1, PROCESS_ID",
        "getpid, 1, PROCESS_ID",
        // One is asked for by the runtime of Rust.
        "gettid, 1, ''",
        "gettid, 2, PROCESS_ID",
        // Whatever is not marked has arguments that no C library gives it.
        "getrandom, 1, RANDOMNESS",
        "sched_getaffinity, 1, CPU",
        "write, 1000, ''",
    })
    @DisplayName("is known by the calls it made")
    void calls(String call, long times, String expected) {
        assertThat(sources(CLEAN, call, NOT_MARKED, times)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "getrandom, 1, ''",
        "getrandom, 2, RANDOMNESS",
        "sched_getaffinity, 2, ''",
        "sched_getaffinity, 3, CPU",
    })
    @DisplayName("is not what a C library draws by itself, as often as it does")
    void callsOfTheCLibrary(String call, long times, String expected) {
        assertThat(sources(CLEAN, call, ALSO_OF_C_LIBRARY, times)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"getpid, 1, ''", "getpid, 2, PROCESS_ID", "getppid, 1, PROCESS_ID"})
    @DisplayName("is not its own id where it ended itself with a signal")
    void callsOfAbort(String call, long times, String expected) {
        assertThat(sources(ABORTED, call, NOT_MARKED, times)).isEqualTo(expected);
    }

    @Test
    @DisplayName(
            "is the clock and random bytes where it needed no call for them, and concurrency where there were threads")
    void withoutCalls() {
        assertThat(watched(CLEAN, 1, new Traps(1, true, true, false, true)).sources())
                .containsExactly(NondeterminismSource.CLOCK);
        assertThat(watched(CLEAN, 1, new Traps(0, true, true, true, true)).sources())
                .containsExactly(NondeterminismSource.PROCESSOR_RANDOMNESS);
        assertThat(watched(CLEAN, 2, ALL_TRAPPED).sources()).containsExactly(NondeterminismSource.CONCURRENCY);
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, true, 4, ''",
        "false, true, true, 4, CLOCK CPU",
        "true, false, true, 4, TIME_STAMP_COUNTER",
        "true, true, false, 4, PROCESSOR_RANDOMNESS",
        "true, true, true, 5, PROCESSOR_RANDOMNESS",
        "false, false, false, 5, CLOCK TIME_STAMP_COUNTER PROCESSOR_RANDOMNESS CPU",
    })
    @DisplayName("is unwatched where the launcher could not look")
    void unwatched(boolean vdso, boolean counter, boolean random, int instructions, String expected) {
        List<Long> places = LongStream.range(0, instructions).boxed().toList();
        Traps traps = new Traps(0, vdso, counter, false, random);

        assertThat(named(WatchedRuns.watchedRun(run(CLEAN), ended(1, traps), places)
                        .unwatched()))
                .isEqualTo(expected);
    }

    private static String sources(Termination termination, String call, int mark, long times) {
        int number = Architecture.current().syscallNumber(call).orElseThrow();
        RecordedCall recorded = new RecordedCall(number, mark, times, List.of());
        return named(WatchedRuns.watchedRun(run(termination), ended(1, ALL_TRAPPED, recorded), List.of())
                .sources());
    }

    private static WatchedRun watched(Termination termination, int tasks, Traps traps) {
        return WatchedRuns.watchedRun(run(termination), ended(tasks, traps), List.of());
    }

    private static String named(Set<NondeterminismSource> sources) {
        return sources.stream().map(NondeterminismSource::name).collect(Collectors.joining(" "));
    }

    private static Ended ended(int tasks, Traps traps, RecordedCall... recorded) {
        return new Ended(
                0,
                Stop.NOT,
                1,
                1,
                0,
                0,
                0,
                new Rusage(0, 0, 0, 0, 0, 0, 0),
                tasks,
                false,
                List.of(),
                List.of(recorded),
                traps,
                NamedPaths.NONE,
                StackOverflow.NONE);
    }

    private static Execution run(Termination termination) {
        CapturedOutput nothing = new CapturedOutput(Bytes.EMPTY, 0);
        Duration no = Duration.ZERO;
        List<LayerState> layers = Arrays.stream(Layer.values())
                .map(layer -> new LayerState(layer, true, "", Map.of()))
                .toList();
        return new Execution(
                JailSpec.of(Path.of("/program")),
                Instant.EPOCH,
                termination,
                nothing,
                nothing,
                new Usage(no, no, no, 0, 0, 0, 0, 0, no, 0, 0, 1, 0),
                new Confinement(layers, no),
                new PolicyFacts("static", 1, 0, 1, "", "x86_64", new TreeSet<>()),
                "",
                new RootDigests("", ""),
                List.of(),
                List.of(),
                CollectedFiles.NONE);
    }
}
