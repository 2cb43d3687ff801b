package dev.zjail.engine.doctor;

import dev.zjail.engine.launcher.NativePrograms;
import dev.zjail.engine.libc.Libc;

/** The prober in a sealed file in memory, as the launcher is, until it is closed. */
record MemoryProgram(Libc libc, int descriptor) implements AutoCloseable {

    static MemoryProgram create(Libc libc) {
        return new MemoryProgram(
                libc, libc.sealedMemoryFile(NativePrograms.PROBER, NativePrograms.read(NativePrograms.PROBER)));
    }

    /** It is resolved in the new process, which has the descriptor up to execve. */
    String path() {
        return "/proc/self/fd/" + descriptor;
    }

    @Override
    public void close() {
        libc.close(descriptor);
    }
}
