package dev.zjail.engine.launcher;

import dev.zjail.engine.libc.Libc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The kernel's root in a user namespace with no other user, as {@code sudo unshare --user --map-root-user} makes it. No
 * RLIMIT_NPROC binds it (copy_process() in kernel/fork.c), so that a guest finds out about its limit of processes by
 * being killed; and there is no other user to run a test as.
 */
public final class KernelRoot {
    private static final boolean IS_ONLY_USER = isOnlyUser(Libc.get());

    private KernelRoot() {}

    /** Whether these tests run as that. */
    public static boolean isOnlyUser() {
        return IS_ONLY_USER;
    }

    private static boolean isOnlyUser(Libc libc) {
        return libc.effectiveUserId() == 0
                && HostFacts.read(libc).needsUserNamespace()
                && ownerOf(Path.of("/proc/version")) == 0;
    }

    /** What belongs to the kernel's root belongs to nobody in a user namespace of anybody else. */
    private static int ownerOf(Path kernelFile) {
        try {
            return (int) Files.getAttribute(kernelFile, "unix:uid");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
