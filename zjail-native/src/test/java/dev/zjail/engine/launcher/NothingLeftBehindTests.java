package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.launcher.Subreaper.Aftermath;
import dev.zjail.engine.libc.Libc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Many runs, half of them failing in every way, four at a time")
class NothingLeftBehindTests {
    private static final int RUNS = Integer.getInteger("zjail.soak.runs", 400);
    private static final long SEED = Long.getLong("zjail.soak.seed", System.nanoTime());

    /** Heap after a collection: what may differ by chance, such as what the compiler keeps of profiles. */
    private static final long HEAP_ALLOWANCE = 1 << 20;

    /** Resident memory: a page cache's worth of noise; a leak of 1 KiB for each of 10,000 runs would be 6 MB. */
    private static final long RESIDENT_ALLOWANCE = 4 << 20;

    private static final int DEAD = 30;
    private static final int TOGETHER = 4;

    @TempDir
    private Path directory;

    @Test
    @DisplayName("leave no resource of any kind, and memory as it was")
    void leaveNothing() throws Exception {
        System.out.println("zjail.soak.runs=" + RUNS + " zjail.soak.seed=" + SEED);
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        List<String> command = Jvm.command(
                temporary,
                ManyRuns.class,
                List.of("-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch"),
                AnyEnding.compile(),
                RUNS,
                SEED);

        try (Subreaper subreaper = Subreaper.start(directory.resolve("printed"), command)) {
            Aftermath aftermath = subreaper.await();

            assertThat(aftermath.status())
                    .as("status, with %s", aftermath.printed())
                    .isZero();
            assertThat(aftermath.strays())
                    .as("processes that outlived their launcher")
                    .isZero();
            assertThat(aftermath.orphans())
                    .as("processes that outlived the virtual machine")
                    .isZero();
            assertThat(temporary.resolve("zjail-" + HostFacts.userIdOutside(Libc.get())))
                    .as("after the virtual machine")
                    .isEmptyDirectory();
            aftermath.printed().forEach(System.out::println);
            requireUnchanged(aftermath.printed().stream()
                    .map(NothingLeftBehindTests::census)
                    .toList());
        }
    }

    @Test
    @DisplayName("in virtual machines that start together remove what the dead left, and nothing of each other")
    void startTogether() throws Exception {
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        Path cache = Files.createDirectory(temporary.resolve("zjail-" + HostFacts.userIdOutside(Libc.get())));
        for (int dead = 0; dead < DEAD; dead++) {
            Path content = Files.createDirectories(cache.resolve("jvm-1-0-" + dead + "/fixture/bin"));
            Files.createFile(content.resolve("program"));
            Files.createFile(cache.resolve("jvm-1-0-" + dead + "/lock"));
        }
        Path program = AnyEnding.compile();
        List<Subreaper> together = new ArrayList<>();
        try {
            for (int i = 0; i < TOGETHER; i++) {
                List<String> command = Jvm.command(temporary, ManyRuns.class, List.of(), program, 0, SEED);
                together.add(Subreaper.start(directory.resolve("printed-" + i), command));
            }
            for (Subreaper one : together) {
                Aftermath aftermath = one.await();
                assertThat(aftermath)
                        .as("%s", aftermath)
                        .returns(0, Aftermath::status)
                        .returns(0, Aftermath::strays);
            }
            assertThat(cache).isEmptyDirectory();
        } finally {
            together.forEach(Subreaper::close);
        }
    }

    private static Map<String, Long> census(String line) {
        return Stream.of(line.split(" "))
                .map(entry -> entry.split("="))
                .collect(Collectors.toMap(
                        entry -> entry[0], entry -> Long.valueOf(entry[1]), (a, b) -> b, LinkedHashMap::new));
    }

    private static void requireUnchanged(List<Map<String, Long>> censuses) {
        assertThat(censuses)
                .as("one before, and one after each tenth of the runs")
                .hasSize(11);
        assertThat(censuses).extracting(census -> counts(census)).containsOnly(counts(censuses.get(0)));
        assertThat(censuses.get(0)).containsEntry("processes", 0L);
        assertThat(censuses)
                .as("copies of one fixture")
                .allSatisfy(census -> assertThat(census.get("mostCopies")).isBetween(1L, (long) ManyRuns.AT_A_TIME));
        requireFlat(censuses, "heapBytes", HEAP_ALLOWANCE);
        requireFlat(censuses, "residentBytes", RESIDENT_ALLOWANCE);
    }

    private static Map<String, Long> counts(Map<String, Long> census) {
        Map<String, Long> counts = new LinkedHashMap<>(census);
        counts.keySet().removeIf(name -> name.endsWith("Bytes") || name.equals("mostCopies"));
        return counts;
    }

    private static void requireFlat(List<Map<String, Long>> censuses, String name, long allowance) {
        assertThat(duringFifth(5, censuses, name) - duringFifth(2, censuses, name))
                .as("growth of %s from the second to the last fifth: %s", name, censuses)
                .isLessThan(allowance);
    }

    private static long duringFifth(int fifth, List<Map<String, Long>> censuses, String name) {
        long first = censuses.get(2 * fifth - 1).getOrDefault(name, 0L);
        long second = censuses.get(2 * fifth).getOrDefault(name, 0L);
        return (first + second) / 2;
    }
}
