package dev.zjail.engine.launcher;

import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.launcher.KernelLimits.Range;
import dev.zjail.engine.launcher.KernelLimits.Resource;
import dev.zjail.engine.libc.Libc;
import dev.zjail.internal.ProcFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.apiguardian.api.API;

/** Loads the C library, or says why this Java virtual machine cannot. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CLibrary {
    /** What helps where Java warns of native access, or denies it. */
    public static final String ENABLE_NATIVE_ACCESS = "start Java with --enable-native-access=ALL-UNNAMED";

    /** jnr-ffi opens jars and a library when it is first used, and a run takes sixteen: pipes, sockets, a lock. */
    private static final int DESCRIPTORS = 32;

    private static volatile boolean loaded;

    private CLibrary() {}

    /**
     * Loads the C library the first time.
     *
     * @return the one instance of this Java virtual machine
     * @throws ConfinementException if it cannot be loaded, or lacks a function
     */
    public static Libc load() {
        if (!loaded) {
            requireDescriptors();
        }
        try {
            Libc libc = Libc.get();
            loaded = true;
            return libc;
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

    /** Before: a class that could not be loaded for want of a descriptor is lost to this virtual machine for good. */
    private static void requireDescriptors() {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            long open = StreamSupport.stream(descriptors.spliterator(), false).count();
            Range limit =
                    KernelLimits.parse(ProcFiles.read("/proc/self/limits")).get(Resource.NOFILE.procName());
            if (limit != null && limit.soft() != KernelLimits.UNLIMITED && limit.soft() - open < DESCRIPTORS) {
                throw new ConfinementException(
                        "launcher",
                        "count the open files of this Java virtual machine",
                        "EMFILE",
                        "it may open " + limit.soft() + " files and has " + open + " open, and a run takes up to "
                                + DESCRIPTORS + " more",
                        "raise its limit of open files (ulimit -n)");
            }
        } catch (IOException e) {
            // Without /proc there are better words for what is missing than these.
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
