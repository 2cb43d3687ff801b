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
        } catch (IllegalStateException e) {
            throw refusal(
                    "load the C library",
                    String.valueOf(e.getMessage()),
                    "use a Java image that is built on glibc 2.27 or newer",
                    e);
        } catch (LinkageError e) {
            throw refusal(
                    "load jnr-ffi",
                    firstLineOfCause(e),
                    "set java.io.tmpdir to a directory that can be written and whose file system allows execution",
                    e);
        }
    }

    private static ConfinementException refusal(String step, String likelyCause, String fix, Throwable cause) {
        ConfinementException refusal = new ConfinementException("launcher", step, "none", likelyCause, fix);
        refusal.initCause(cause);
        return refusal;
    }

    /**
     * The cause of causes: where it fails a second time, only that one says why. jnr-ffi puts a stack trace behind it.
     */
    private static String firstLineOfCause(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("it gives no reason");
    }
}
