package dev.zjail.engine.launcher;

import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.rootfs.FileMapping;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Java virtual machine of its own that runs a program where something is rude to it, and writes what came of it to a
 * file, since it may have no standard output. Arguments: the directory it may write to, the program, and what to do.
 */
final class RudeRuns {
    /** The name of the file in that directory. */
    static final String STORY = "story";

    private static final int MOST_SPARE = 14;

    private final StringBuilder story = new StringBuilder();
    private final Path directory;
    private final JailSpec spec;

    private RudeRuns(Path directory, Path program) {
        this.directory = directory;
        this.spec = JailSpec.of(program).withArguments(List.of("hello"));
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        RudeRuns runs = new RudeRuns(directory, Path.of(arguments[1]));
        switch (arguments[2]) {
            case "run" -> runs.runTwice();
            case "explain" -> runs.explainTwice();
            case "use-up-descriptors" -> runs.useUpDescriptors();
            case "use-up-processes" -> runs.useUpProcesses();
            default -> throw new IllegalArgumentException(arguments[2]);
        }
        runs.say("children: " + ProcessHandle.current().children().count());
        Files.writeString(directory.resolve(STORY), runs.story);
    }

    private void runTwice() throws IOException {
        Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .forEach(this::say);
        Thread noise = new Thread(() -> {
            while (true) {
                System.out.println("noise");
            }
        });
        noise.setDaemon(true);
        noise.start();
        end(spec);
        say(outcome(spec));
        say(outcome(spec));
    }

    private void explainTwice() throws IOException {
        for (int run = 0; run < 2; run++) {
            try {
                say(success(HostEngine.shared().run(spec)));
            } catch (ConfinementException e) {
                say(e.layer() + ": " + e.step() + ": " + e.errno() + ": " + e.likelyCause() + ": " + e.fix());
            }
        }
        say("kept: " + keptFiles());
    }

    /** While this virtual machine lives, because with it goes whatever is there. Numbers and digests are left out. */
    private static List<String> keptFiles() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        List<String> kept = new ArrayList<>();
        if (Files.isDirectory(temporary)) {
            try (DirectoryStream<Path> caches = Files.newDirectoryStream(temporary, "zjail-*")) {
                for (Path cache : caches) {
                    addFiles(cache, kept);
                }
            }
        }
        return kept;
    }

    private static void addFiles(Path cache, List<String> kept) throws IOException {
        try (Stream<Path> files = Files.walk(cache, 2)) {
            files.filter(file -> !file.equals(cache))
                    .map(file -> cache.relativize(file).toString())
                    .map(file -> file.replaceAll("-[0-9][^/]*", "-N").replaceAll("[0-9a-f]{64}", "DIGEST"))
                    .sorted()
                    .forEach(kept::add);
        }
    }

    /** Leaves this virtual machine no descriptor, then one, then two, … */
    private void useUpDescriptors() throws Exception {
        end(spec);
        loadAllClasses();
        say("with enough: " + outcome(spec));
        JailSpec[] fresh = new JailSpec[MOST_SPARE + 1];
        for (int spare = 0; spare <= MOST_SPARE; spare++) {
            Path file = Files.writeString(directory.resolve("file-" + spare), "content " + spare);
            fresh[spare] = spec.withFiles(List.of(new FileMapping(file, "/file")));
        }
        for (int spare = 0; spare <= MOST_SPARE; spare++) {
            Deque<Closeable> files = openAll();
            for (int i = 0; i < spare; i++) {
                files.pop().close();
            }
            String known = outcome(spec);
            String built = outcome(fresh[spare]);
            say(spare + " spare, known: " + known);
            say(spare + " spare, built: " + built);
            while (!files.isEmpty()) {
                files.pop().close();
            }
        }
        say("with enough: " + outcome(spec));
    }

    /** From a directory, unlike from a jar, a class cannot be loaded without a descriptor. */
    private static void loadAllClasses() throws Exception {
        Path classes = Path.of(HostEngine.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.toList()) {
                String name = classes.relativize(file).toString().replace('/', '.');
                if (name.startsWith("dev.zjail.") && name.endsWith(".class") && !name.endsWith("-info.class")) {
                    Class.forName(name.substring(0, name.length() - ".class".length()));
                }
            }
        }
    }

    private static Deque<Closeable> openAll() {
        Deque<Closeable> files = new ArrayDeque<>();
        try {
            while (true) {
                files.push(new FileInputStream("/dev/null"));
            }
        } catch (IOException e) {
            return files;
        }
    }

    /** Leaves this virtual machine's user no process, then one, then two, … */
    private void useUpProcesses() {
        end(spec);
        say("with enough: " + outcome(spec));
        Deque<Waiting> threads = startAll();
        for (int spare = 0; spare <= MOST_SPARE; spare++) {
            say(spare + " spare: " + outcome(spec));
            threads.pop().end();
        }
        threads.forEach(Waiting::end);
        say("with enough: " + outcome(spec));
    }

    private static Deque<Waiting> startAll() {
        Deque<Waiting> threads = new ArrayDeque<>();
        try {
            while (true) {
                CountDownLatch end = new CountDownLatch(1);
                Thread thread = new Thread(() -> awaitUninterruptibly(end));
                thread.setDaemon(true);
                thread.start();
                threads.push(new Waiting(thread, end));
            }
        } catch (OutOfMemoryError e) {
            return threads;
        }
    }

    /** A thread that waits until it is told to end. */
    private record Waiting(Thread thread, CountDownLatch told) {
        void end() {
            told.countDown();
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void awaitUninterruptibly(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How a run ended, and whether it left the descriptors as they were. */
    private static String outcome(JailSpec spec) {
        Set<String> before = descriptors();
        String end = end(spec);
        Set<String> after = descriptors();
        return after.equals(before) ? end : end + ", descriptors: " + before + ", then " + after;
    }

    private static String end(JailSpec spec) {
        try {
            return success(HostEngine.shared().run(spec));
        } catch (ConfinementException e) {
            return e.layer() + ": " + e.step() + ": " + e.errno() + ": " + e.fix();
        }
    }

    private static String success(Execution run) {
        return run.termination().describe() + ", " + run.stdout().text().strip() + ", gaps "
                + run.confinement().gaps();
    }

    /** By asking for each number, because a directory cannot be listed without a descriptor. */
    private static Set<String> descriptors() {
        return Stream.iterate(0, number -> number + 1)
                .limit(400)
                .map(number -> "/proc/self/fd/" + number)
                .filter(link -> Files.isSymbolicLink(Path.of(link)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void say(String line) {
        story.append(line).append('\n');
    }
}
