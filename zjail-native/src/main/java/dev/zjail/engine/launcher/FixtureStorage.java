package dev.zjail.engine.launcher;

import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.FileErrors;
import dev.zjail.engine.InvalidJailSpecException;
import dev.zjail.engine.RunInterruptedException;
import dev.zjail.engine.rootfs.RootfsFixtures;
import dev.zjail.engine.rootfs.RootfsStorageException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where rootfs fixtures are kept: in the directory that somebody chose, or below the temporary directory in one of this
 * user's own.
 */
final class FixtureStorage {
    /** The system property, and JUnit's configuration parameter, that chooses the directory. */
    static final String PROPERTY = "zjail.cache.dir";

    private static volatile @Nullable String chosen;

    private FixtureStorage() {}

    /** Chooses the directory for storage that is opened from now on; it decides before the system property does. */
    static void choose(String directory) {
        chosen = directory;
    }

    /**
     * Opens a directory that nobody but this user can write to: what others can write to must not become a root file
     * system.
     *
     * @param userId tells users apart, also those who are called the same in user namespaces of their own
     */
    static RootfsFixtures open(long userId) {
        String asked = chosen;
        return open(userId, asked == null ? System.getProperty(PROPERTY) : asked, temporaryDirectory());
    }

    static RootfsFixtures open(long userId, @Nullable String directory, Path temporaryDirectory) {
        try {
            return directory == null
                    ? openBelow(temporaryDirectory, "zjail-" + userId)
                    : new RootfsFixtures(requirePath(directory));
        } catch (RootfsStorageException e) {
            throw refused(e);
        }
    }

    private static Path requirePath(String directory) {
        try {
            if (directory.isBlank()) {
                throw new InvalidPathException(directory, "blank");
            }
            return Path.of(directory);
        } catch (InvalidPathException e) {
            throw new InvalidJailSpecException(
                    PROPERTY,
                    "must name a directory for the jails' root file systems",
                    "\"" + directory + "\"",
                    "give a path such as target/zjail-cache, or do not set it");
        }
    }

    /**
     * Anybody can make a directory of the predictable name in /tmp before us; in a user namespace the id in it can be
     * another user's as well. That must not stop our runs: then it is one with a name nobody could foresee.
     */
    private static RootfsFixtures openBelow(Path parent, String name) {
        try {
            return new RootfsFixtures(parent.resolve(name));
        } catch (RootfsStorageException e) {
            if (e.isOthersDirectory()) {
                return openUnforeseen(parent, name + "-");
            }
            throw e;
        }
    }

    /** The one that an earlier Java virtual machine of this user made, so that it is cleaned up; else a new one. */
    private static RootfsFixtures openUnforeseen(Path parent, String prefix) {
        try (DirectoryStream<Path> candidates = Files.newDirectoryStream(parent, prefix + "*")) {
            for (Path candidate : candidates) {
                Optional<RootfsFixtures> own = openIfOwn(candidate);
                if (own.isPresent()) {
                    return own.get();
                }
            }
            // Java makes it for its owner alone, whatever the umask is.
            return new RootfsFixtures(Files.createTempDirectory(parent, prefix));
        } catch (IOException | DirectoryIteratorException e) {
            throw new RootfsStorageException(
                    parent,
                    "has a directory " + prefix.substring(0, prefix.length() - 1)
                            + " of somebody else's, and takes no other (" + e.getMessage() + ")",
                    "choose a cache directory with " + PROPERTY);
        }
    }

    private static Optional<RootfsFixtures> openIfOwn(Path candidate) {
        try {
            return Optional.of(new RootfsFixtures(candidate));
        } catch (RootfsStorageException e) {
            return Optional.empty();
        }
    }

    /** Stores something more in a root file system. */
    static void storing(Runnable storing) {
        try {
            storing.run();
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
