package dev.zjail.engine.launcher;

import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.FileErrors;
import dev.zjail.engine.RunInterruptedException;
import dev.zjail.engine.rootfs.RootfsFixtures;
import dev.zjail.engine.rootfs.RootfsStorageException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;

/** Where rootfs fixtures are kept: below the temporary directory, in a directory of each user's own. */
final class FixtureStorage {
    private FixtureStorage() {}

    /**
     * Opens this user's directory: what others can write to must not become a root file system.
     *
     * @param userId tells users apart, also those who are called the same in user namespaces of their own
     */
    static RootfsFixtures open(long userId) {
        try {
            return new RootfsFixtures(temporaryDirectory().resolve("zjail-" + userId));
        } catch (RootfsStorageException e) {
            throw refused(e);
        }
    }

    /** Puts into words why something could not be stored. */
    static RuntimeException refused(RootfsStorageException e) {
        if (e.getCause() instanceof ClosedByInterruptException) {
            return RunInterruptedException.beforeTheRun();
        }
        return new ConfinementException(
                "rootfs",
                "build the rootfs fixture",
                e.getCause() instanceof IOException failure ? FileErrors.errno(failure) : "none",
                e.path() + " " + e.problem() + (liesInTemporaryDirectory(e) ? " (it lies in java.io.tmpdir)" : ""),
                e.remedy());
    }

    private static boolean liesInTemporaryDirectory(RootfsStorageException e) {
        return Path.of(e.path()).startsWith(temporaryDirectory());
    }

    private static Path temporaryDirectory() {
        return Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    }
}
