package dev.zjail.engine.launcher;

import dev.zjail.engine.libc.Libc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A user without privileges, as whom a command can be run: the one who runs the tests or, if that is root, one whom
 * nobody uses.
 */
final class OrdinaryUser {
    private static final boolean ROOT = Libc.get().effectiveUserId() == 0;

    /** Beyond what Linux distributions give to anybody, and below what the engine gives to guests. */
    private static final int UNUSED_ID = 0x6fff_fff0;

    private final Path directory;

    private OrdinaryUser(Path directory) {
        this.directory = directory;
    }

    /** Opens a directory, and all below it, to that user. */
    static OrdinaryUser in(Path directory) throws IOException, InterruptedException {
        if (ROOT) {
            run("chown", "-R", UNUSED_ID + ":" + UNUSED_ID, directory.toString());
        }
        return new OrdinaryUser(directory);
    }

    /** Begins a command that is run as that user. */
    List<String> command() {
        String id = Integer.toString(UNUSED_ID);
        return ROOT ? List.of("setpriv", "--reuid", id, "--regid", id, "--clear-groups") : List.of();
    }

    /** Puts a file or a directory where that user can read it, which its place may not allow. */
    Path copy(Path original) throws IOException, InterruptedException {
        if (!ROOT) {
            return original;
        }
        Path copies = Files.createTempDirectory(directory, "copy");
        Path copy = copies.resolve(String.valueOf(original.getFileName()));
        run("cp", "-r", original.toString(), copy.toString());
        run("chmod", "-R", "a+rX", copies.toString());
        return copy;
    }

    /** The class path of the tests, where that user can read it. */
    String classPath() throws IOException, InterruptedException {
        List<String> copies = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(":", -1)) {
            if (Files.exists(Path.of(entry))) {
                copies.add(copy(Path.of(entry)).toString());
            }
        }
        return String.join(":", copies);
    }

    /** How many processes and threads that user has, as RLIMIT_NPROC counts them. */
    long tasks() throws IOException {
        int user = ROOT ? UNUSED_ID : Libc.get().effectiveUserId();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> String.valueOf(process.getFileName()).matches("[0-9]+"))
                    .mapToLong(process -> tasks(process, user))
                    .sum();
        }
    }

    private static long tasks(Path process, int user) {
        try (Stream<Path> tasks = Files.list(process.resolve("task"))) {
            return Files.getAttribute(process, "unix:uid").equals(user) ? tasks.count() : 0;
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException("failed: " + String.join(" ", command));
        }
    }
}
