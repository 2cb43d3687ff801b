package dev.zjail.engine.launcher;

import dev.zjail.engine.libc.Libc;

/**
 * The launcher as something to execute: a sealed file in memory, made once per Java virtual machine. So no temporary
 * directory has to allow execution, and nobody can change it between two runs.
 */
final class LauncherImage {
    private final String path;

    private LauncherImage(String path) {
        this.path = path;
    }

    /** Returns the path to spawn: it is resolved in the new process, which inherits the descriptor up to execve. */
    String path() {
        return path;
    }

    static LauncherImage load(Libc libc) {
        int descriptor = libc.sealedMemoryFile(NativePrograms.LAUNCHER, NativePrograms.read(NativePrograms.LAUNCHER));
        return new LauncherImage("/proc/self/fd/" + descriptor);
    }
}
