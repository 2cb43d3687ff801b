package dev.zjail.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What happens where a limit of processes is reached. As a rule the kernel refuses to make another one. But it counts
 * no processes of its own root, and where that root is in a user namespace with no other user ({@code sudo unshare
 * --user --map-root-user}), a program runs as nobody else: then zjail ends the run instead.
 */
public final class ProcessLimit {
    private static final String ALL_USERS = "0 0 4294967295";

    private ProcessLimit() {}

    /** Whether a run ends there, and the program does not get to see an error. */
    public static boolean endsRuns() {
        try {
            String users =
                    Files.readString(Path.of("/proc/self/uid_map")).strip().replaceAll("\\s+", " ");
            return !users.equals(ALL_USERS) && isUserZero("/proc/self") && isUserZero("/proc/version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What belongs to the kernel's root belongs to user 0 only where that is the kernel's root. */
    private static boolean isUserZero(String file) throws IOException {
        return Files.getAttribute(Path.of(file), "unix:uid").equals(0);
    }
}
