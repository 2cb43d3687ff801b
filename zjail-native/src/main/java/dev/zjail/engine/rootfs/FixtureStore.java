package dev.zjail.engine.rootfs;

import dev.zjail.internal.ProcFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Where fixtures lie: in the cache directory, in a directory for each owner, deleted when the owner closes it.
 *
 * <p>An owner that dies without closing leaves its directory behind, and the next owner to come deletes it. It tells
 * the dead by a lock on a file in each directory, which the kernel releases when a process ends. Fixtures are not
 * shared between JVMs: a JVM trusts only what it has built itself.
 */
final class FixtureStore implements AutoCloseable {
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final int WRITABLE_BY_OTHERS = 0022;

    private static final String LOCK_FILE = "lock";

    /** Begins the name of a directory whose owner does not hold the lock yet, and so must not be taken for dead. */
    private static final String UNLOCKED_PREFIX = "new-";

    private static final Duration LONGEST_UNLOCKED = Duration.ofHours(1);

    private final Path directory;
    private final FileChannel lock;

    private FixtureStore(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    static FixtureStore open(Path cacheDirectory) {
        Path cache = cacheDirectory.toAbsolutePath();
        try {
            createPrivateDirectory(cache);
            deleteLeftovers(cache);
            return createLocked(cache);
        } catch (IOException e) {
            throw RootfsStorageException.cannotStore(cache, e);
        }
    }

    private static void createPrivateDirectory(Path cache) throws IOException {
        Path parent = cache.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(cache, PRIVATE);
        } catch (FileAlreadyExistsException e) {
            requirePrivate(cache);
        }
    }

    private static void requirePrivate(Path cache) throws IOException {
        FileStamp stamp = FileStamp.of(cache, LinkOption.NOFOLLOW_LINKS);
        if (!stamp.isDirectory()) {
            throw RootfsStorageException.othersDirectory(cache, "is a " + stamp.typeName() + ", not a directory");
        }
        int owner = (int) Files.getAttribute(cache, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        int user = currentUser();
        if (owner != user) {
            throw RootfsStorageException.othersDirectory(
                    cache, "belongs to uid " + owner + ", not to uid " + user + " of this JVM");
        }
        if ((stamp.mode() & WRITABLE_BY_OTHERS) != 0) {
            throw RootfsStorageException.othersDirectory(cache, "can be written by other users");
        }
    }

    /** The user that new files belong to: the last of the four in {@code Uid:} (proc_pid_status(5)). */
    private static int currentUser() throws IOException {
        String ids = ProcFiles.status(ProcFiles.read("/proc/self/status")).get("Uid");
        if (ids == null) {
            throw new IOException("/proc/self/status has no line `Uid:`");
        }
        return Integer.parseUnsignedInt(ids.substring(ids.lastIndexOf('\t') + 1));
    }

    private static FixtureStore createLocked(Path cache) throws IOException {
        String name = UUID.randomUUID().toString();
        Path unlocked = Files.createDirectory(cache.resolve(UNLOCKED_PREFIX + name), PRIVATE);
        try {
            FileChannel lock = lock(unlocked);
            Path directory = cache.resolve(prefixOfThisJvm() + name);
            Files.move(unlocked, directory, StandardCopyOption.ATOMIC_MOVE);
            return new FixtureStore(directory, lock);
        } catch (IOException e) {
            FileTrees.deleteAfter(e, unlocked);
            throw e;
        }
    }

    private static FileChannel lock(Path unlocked) throws IOException {
        FileChannel lock =
                FileChannel.open(unlocked.resolve(LOCK_FILE), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() == null) {
                throw new IOException("the file system grants no lock on a new file");
            }
            return lock;
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Begins the name of each directory of this JVM. It must not try the locks on those: closing a file releases all
     * locks this process holds on it (fcntl(2)). A process id alone is used again too soon, in containers above all.
     */
    private static String prefixOfThisJvm() {
        ProcessHandle process = ProcessHandle.current();
        Instant start = process.info().startInstant().orElse(Instant.EPOCH);
        return "jvm-" + process.pid() + "-" + start.toEpochMilli() + "-";
    }

    private static void deleteLeftovers(Path cache) throws IOException {
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(cache, "{jvm,new}-*")) {
            for (Path directory : directories) {
                deleteIfLeftOver(directory);
            }
        }
    }

    private static void deleteIfLeftOver(Path directory) {
        try {
            String name = String.valueOf(directory.getFileName());
            if (name.startsWith(UNLOCKED_PREFIX)) {
                deleteIfOld(directory);
            } else if (!name.startsWith(prefixOfThisJvm())) {
                deleteIfUnlocked(directory);
            }
        } catch (IOException e) {
            // It takes up room and does no harm; whoever comes next tries again.
        }
    }

    private static void deleteIfOld(Path directory) throws IOException {
        Instant latestBirth = Instant.now().minus(LONGEST_UNLOCKED);
        if (Files.getLastModifiedTime(directory).toInstant().isBefore(latestBirth)) {
            FileTrees.delete(directory);
        }
    }

    private static void deleteIfUnlocked(Path directory) throws IOException {
        try (FileChannel lock =
                FileChannel.open(directory.resolve(LOCK_FILE), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (lock.tryLock() != null) {
                FileTrees.delete(directory);
            }
        } catch (OverlappingFileLockException e) {
            // Another thread of this JVM is deleting it.
        } catch (NoSuchFileException e) {
            // Someone began to delete it: a directory gets this name with its lock file already in it.
            FileTrees.delete(directory);
        }
    }

    /** Creates an empty directory for a fixture that is being built. */
    Path createWorkDirectory() {
        try {
            return Files.createTempDirectory(directory, "building-");
        } catch (IOException e) {
            throw RootfsStorageException.cannotStore(directory, e);
        }
    }

    /** Gives a copy of a fixture that was built its final name, which no other has. */
    Path publish(Path work, String name) {
        Path published = directory.resolve(name);
        try {
            return Files.move(work, published, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw RootfsStorageException.cannotStore(published, e);
        }
    }

    /** Deletes a copy that nobody needs. One that cannot be deleted now takes up room until all go. */
    void drop(Path copy) {
        try {
            FileTrees.delete(copy);
        } catch (IOException e) {
            // close() tries again, and tells.
        }
    }

    /** Deletes every fixture. */
    @Override
    public void close() {
        try {
            FileTrees.delete(directory);
            lock.close();
        } catch (IOException e) {
            throw RootfsStorageException.cannotDelete(directory, e);
        }
    }
}
