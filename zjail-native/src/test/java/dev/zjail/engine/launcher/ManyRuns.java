package dev.zjail.engine.launcher;

import dev.zjail.engine.Engine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A Java virtual machine of its own that makes many runs, four at a time, half of them failing, and prints a line of
 * what there is of everything: once before, when all has been used once, and after each tenth of the runs. Arguments:
 * the program, how many runs (with 0 there is no count), and the seed of their order.
 */
final class ManyRuns {
    private static final int AT_A_TIME = 4;
    private static final int TENTHS = 10;
    /** The fifth field of a line of /proc/PID/mountinfo. */
    private static final int MOUNT_POINT = 4;

    private final Engine engine = HostEngine.shared();
    private final ExecutorService workers = Executors.newFixedThreadPool(AT_A_TIME);
    private final ScheduledExecutorService others = Executors.newSingleThreadScheduledExecutor();
    private final Path program;
    private final Random random;

    private ManyRuns(Path program, long seed) {
        this.program = program;
        this.random = new Random(seed);
    }

    public static void main(String[] arguments) throws Exception {
        ManyRuns runs = new ManyRuns(Path.of(arguments[0]), Long.parseLong(arguments[2]));
        try {
            runs.makeAll(Integer.parseInt(arguments[1]));
        } finally {
            runs.workers.shutdown();
            runs.others.shutdown();
        }
    }

    private void makeAll(int count) throws Exception {
        make(List.of(AnyEnding.values()));
        make(List.of(AnyEnding.values()));
        if (count == 0) {
            return;
        }
        System.out.println(Census.take());
        for (int tenth = 0; tenth < TENTHS; tenth++) {
            make(draw(count / TENTHS));
            System.out.println(Census.take());
        }
    }

    /** Half of them successes, the other half the other endings in turn, all shuffled. */
    private List<AnyEnding> draw(int count) {
        AnyEnding[] all = AnyEnding.values();
        List<AnyEnding> drawn = new ArrayList<>(IntStream.range(0, count)
                .mapToObj(i -> i % 2 == 0 ? AnyEnding.SUCCESS : all[1 + i / 2 % (all.length - 1)])
                .toList());
        Collections.shuffle(drawn, random);
        return drawn;
    }

    private void make(List<AnyEnding> endings) throws Exception {
        List<Future<?>> runs = new ArrayList<>();
        for (AnyEnding ending : endings) {
            runs.add(workers.submit(() -> ending.run(engine, program, others)));
        }
        for (Future<?> run : runs) {
            run.get();
        }
    }

    /** Counts what this virtual machine holds of each kind of resource. */
    private record Census(
            long processes,
            long mounts,
            long namespaces,
            long descriptors,
            long files,
            long cgroups,
            long threads,
            long heapBytes,
            long residentBytes) {

        static Census take() throws IOException {
            System.gc();
            System.gc();
            return new Census(
                    ProcessHandle.current().descendants().count(),
                    mountsHere().hashCode(),
                    namespacesOfFamily(),
                    children("/proc/self/fd"),
                    below(Path.of(System.getProperty("java.io.tmpdir"))),
                    OwnResources.cgroups(ProcessHandle.current().pid()).size(),
                    children("/proc/self/task"),
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                    residentMemory());
        }

        /** Those on the way to the temporary directory and below it: elsewhere others mount what they like. */
        private static List<String> mountsHere() throws IOException {
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
            return Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                    .filter(line -> {
                        Path point = Path.of(line.split(" ", -1)[MOUNT_POINT]);
                        return temporary.startsWith(point) || point.startsWith(temporary);
                    })
                    .toList();
        }

        /** As lsns(8) counts them, of this virtual machine, of what it started, and of what was orphaned. */
        private static long namespacesOfFamily() {
            Stream<ProcessHandle> family = ProcessHandle.current()
                    .parent()
                    .map(parent -> Stream.concat(Stream.of(parent), parent.descendants()))
                    .orElseThrow();
            return family.flatMap(Census::namespaces).distinct().count();
        }

        private static Stream<Path> namespaces(ProcessHandle process) {
            try (Stream<Path> links = Files.list(Path.of("/proc/" + process.pid() + "/ns"))) {
                List<Path> found = new ArrayList<>();
                for (Path link : links.toList()) {
                    found.add(Files.readSymbolicLink(link));
                }
                return found.stream();
            } catch (IOException e) {
                throw new IllegalStateException("a process came or went while nothing runs: " + process.pid(), e);
            }
        }

        private static long children(String directory) throws IOException {
            try (Stream<Path> children = Files.list(Path.of(directory))) {
                return children.count();
            }
        }

        private static long below(Path directory) throws IOException {
            try (Stream<Path> files = Files.walk(directory)) {
                return files.count();
            }
        }

        private static long residentMemory() throws IOException {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public String toString() {
            return "processes=" + processes + " mounts=" + mounts + " namespaces=" + namespaces + " descriptors="
                    + descriptors + " files=" + files + " cgroups=" + cgroups + " threads=" + threads + " heapBytes="
                    + heapBytes + " residentBytes=" + residentBytes;
        }
    }
}
