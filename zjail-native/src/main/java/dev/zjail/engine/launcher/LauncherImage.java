package dev.zjail.engine.launcher;

import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.libc.Libc;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/**
 * The launcher as something to execute: a sealed file in memory, made once per Java virtual machine. So no temporary
 * directory has to allow execution, and nobody can change it between two runs.
 */
final class LauncherImage {
    /** Twice what a launcher allows its setup. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final String path;
    private final List<String> furtherArguments;
    private final Duration patience;

    /**
     * Names a launcher.
     *
     * @param path the path to spawn
     * @param furtherArguments what follows its own arguments; the launcher of this library takes none
     * @param patience what it may take beyond the wall limit of a run before it is given up
     */
    LauncherImage(String path, List<String> furtherArguments, Duration patience) {
        this.path = path;
        this.patience = patience;
        this.furtherArguments = List.copyOf(furtherArguments);
    }

    /** Returns the path to spawn: it is resolved in the new process, which inherits the descriptor up to execve. */
    String path() {
        return path;
    }

    List<String> furtherArguments() {
        return furtherArguments;
    }

    Duration patience() {
        return patience;
    }

    static LauncherImage load(Libc libc) {
        int descriptor = libc.sealedMemoryFile("zjail-launcher", read(resourceName()));
        return new LauncherImage("/proc/self/fd/" + descriptor, List.of(), PATIENCE);
    }

    private static String resourceName() {
        return "/dev/zjail/engine/launcher/linux-" + machine() + "/zjail-launcher";
    }

    private static String machine() {
        String machine = System.getProperty("os.arch");
        return machine.equals("amd64") ? "x86_64" : machine;
    }

    private static byte[] read(String resource) {
        try (InputStream stream = LauncherImage.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new ConfinementException(
                        "launcher",
                        "find the launcher",
                        "none",
                        "zjail-native has no launcher for the architecture " + machine(),
                        "run the tests on x86_64, or build zjail-native on this machine");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource + " from the class path", e);
        }
    }
}
