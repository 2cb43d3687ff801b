package dev.zjail.engine.launcher;

import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.libc.Libc;

/** Loads the C library, or says why this Java virtual machine cannot. */
public final class CLibrary {
    private CLibrary() {}

    /**
     * Loads the C library the first time.
     *
     * @return the one instance of this Java virtual machine
     * @throws ConfinementException if it cannot be loaded, or lacks a function
     */
    public static Libc load() {
        try {
            return Libc.get();
        } catch (IllegalStateException | LinkageError e) {
            throw new ConfinementException(
                    "launcher",
                    "load the C library (" + e.getMessage() + ")",
                    "none",
                    "this Java image is not built on glibc, or the temporary directory does not allow execution, where"
                            + " jnr-ffi unpacks a library",
                    "use a Java image that is built on glibc 2.27 or newer, and set java.io.tmpdir to a directory on a"
                            + " file system that allows execution");
        }
    }
}
