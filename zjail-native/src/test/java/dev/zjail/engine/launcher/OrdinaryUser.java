package dev.zjail.engine.launcher;

import dev.zjail.engine.libc.Libc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * A user whose processes the kernel counts, as whom a command can be run: one whom nobody uses, if the tests may become
 * any user, otherwise the one who runs them. {@link KernelRoot} is none.
 */
final class OrdinaryUser {
    /**
     * Beyond what Linux distributions give to anybody, and below what the engine gives to guests; drawn, so that two
     * builds that test at the same time do not count each other's processes.
     */
    private static final int UNUSED_ID = 0x6000_0000 + new SecureRandom().nextInt(0x0fff_fff0);

    /** Root in a user namespace may become only those who are mapped there. */
    private static final boolean IS_ANOTHER = Libc.get().effectiveUserId() == 0 && succeeds(asUnused("true"));

    private final Path directory;

    private OrdinaryUser(Path directory) {
        this.directory = directory;
    }

    /** Opens a directory, and all below it, to that user. */
    static OrdinaryUser in(Path directory) throws IOException, InterruptedException {
        if (IS_ANOTHER) {
            run("chown", "-R", UNUSED_ID + ":" + UNUSED_ID, directory.toString());
        }
        return new OrdinaryUser(directory);
    }

    /**
     * Begins a command that is run as that user, who has no process but this: in a user namespace of its own the kernel
     * begins to count anew (ucounts, since Linux 5.14).
     */
    List<String> command() {
        return IS_ANOTHER ? asUnused() : List.of("unshare", "--user", "--map-root-user");
    }

    private static List<String> asUnused(String... command) {
        String id = Integer.toString(UNUSED_ID);
        List<String> prefixed = new ArrayList<>(List.of("setpriv", "--reuid", id, "--regid", id, "--clear-groups"));
        prefixed.addAll(List.of(command));
        return prefixed;
    }

    /** Puts a file or a directory where that user can read it, which its place may not allow. */
    Path copy(Path original) throws IOException, InterruptedException {
        if (!IS_ANOTHER) {
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

    private static boolean succeeds(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException("failed: " + String.join(" ", command));
        }
    }
}
