package dev.zjail.engine.launcher;

import dev.zjail.engine.libc.Libc;
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
        int descriptor = libc.sealedMemoryFile(NativePrograms.LAUNCHER, NativePrograms.read(NativePrograms.LAUNCHER));
        return new LauncherImage("/proc/self/fd/" + descriptor, List.of(), PATIENCE);
    }
}
