package dev.zjail.lab;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the odd hosts have in common: a directory that every user can read, with the programs, a copy of the class path,
 * and a file that no jail may show. It goes when it is closed.
 */
final class Bench implements AutoCloseable {
    private static final Path SOURCES = Path.of("src", "test", "c", "lab");
    private static final Path SAMPLES = Path.of("..", "zjail-sample-tests", "src", "test", "c");

    private final Path directory;
    private final List<String> classPath = new ArrayList<>();
    private final AtomicInteger hosts = new AtomicInteger();

    private Bench(Path directory) {
        this.directory = directory;
    }

    static Bench setUp() throws IOException {
        Bench bench = new Bench(Files.createTempDirectory("zjail-lab-"));
        try {
            bench.fill();
            return bench;
        } catch (IOException | RuntimeException e) {
            bench.close();
            throw e;
        }
    }

    private void fill() throws IOException {
        open(directory, "rwxr-xr-x");
        Path tools = Files.createDirectory(tools());
        for (String tool : List.of("docker-seccomp", "subreaper")) {
            compile(SOURCES.resolve(tool + ".c"), tools.resolve(tool));
        }
        compile(SOURCES.resolve("look-behind-root.c"), tools.resolve("look-behind-root"), "-static");
        compile(SOURCES.resolve("smoke.c"), tools.resolve("smoke"), "-static");
        compile(SOURCES.resolve("smoke.c"), tools.resolve("smoke-dynamic"));
        for (String payload : List.of("replay_mounts", "attempt")) {
            compile(SAMPLES.resolve(payload + ".c"), tools.resolve(payload), "-static");
        }
        Files.copy(SOURCES.resolve("docker.sh"), tools.resolve("docker.sh"));
        Files.writeString(secret(), "what only the host has\n");
        classPath.addAll(copyClassPath());
        run(List.of("chmod", "-R", "a+rX", directory.toString()));
    }

    Path directory() {
        return directory;
    }

    Path tools() {
        return directory.resolve("tools");
    }

    Path secret() {
        return directory.resolve("secret");
    }

    /** A directory for one host that everybody can write to, as /tmp is one. */
    Path placeForHost() throws IOException {
        Path place = Files.createDirectory(directory.resolve("host-" + hosts.getAndIncrement()));
        open(place, "rwxrwxrwx");
        run(List.of("chmod", "+t", place.toString()));
        return place;
    }

    String classPath() {
        return String.join(File.pathSeparator, classPath);
    }

    /** What a guest made that was to make nothing. */
    boolean showsAnEscape() {
        return Files.exists(Path.of(secret() + ".made-by-guest"));
    }

    /** Jars and directories of classes, each under its own name and in their order. */
    private List<String> copyClassPath() throws IOException {
        Path copies = Files.createDirectory(directory.resolve("class-path"));
        List<String> copied = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.isBlank() && Files.exists(Path.of(entry))) {
                String name = copied.size() + (entry.endsWith(".jar") ? ".jar" : "");
                run(List.of("cp", "-r", entry, copies.resolve(name).toString()));
                copied.add(copies.resolve(name).toString());
            }
        }
        return copied;
    }

    private static void open(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static void compile(Path source, Path program, String... flags) {
        List<String> command =
                new ArrayList<>(List.of("gcc", "-O1", "-Wall", "-o", program.toString(), source.toString()));
        command.addAll(List.of(flags));
        run(command);
    }

    private static void run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + said);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        run(List.of("rm", "-rf", directory.toString()));
    }
}
