package dev.zjail.engine.launcher;

import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.libc.Libc;

/** Loads the C library, or says why this Java virtual machine cannot. */
public final class CLibrary {
    /** What helps where Java warns of native access, or denies it. */
    public static final String ENABLE_NATIVE_ACCESS = "start Java with --enable-native-access=ALL-UNNAMED";

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
            throw notLoaded(e);
        }
    }

    static ConfinementException notLoaded(LinkageError error) {
        return refusal("load jnr-ffi", firstLineOfCause(error), fix(error), error);
    }

    /**
     * Says what helps where jnr-ffi could not be loaded. It keeps of what Java threw the text alone, so that a denied
     * native access is known by the name in it (JEP 472).
     */
    private static String fix(LinkageError error) {
        return firstLineOfCause(error).contains(IllegalCallerException.class.getName())
                ? ENABLE_NATIVE_ACCESS
                : "set java.io.tmpdir to a directory that can be written and whose file system allows execution";
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
        String text = cause instanceof IllegalCallerException ? cause.toString() : String.valueOf(cause.getMessage());
        return text.lines().findFirst().orElse("it gives no reason");
    }
}
