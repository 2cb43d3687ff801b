package dev.zjail.engine.rootfs;

import dev.zjail.internal.ForeignText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The host could not store or read a root file system: the disk is full, the cache directory is read-only or belongs to
 * someone else. What was half built has been removed.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RootfsStorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 2_000;
    private static final String OUT_OF_DESCRIPTORS = "Too many open files";
    private static final String CHOOSE_ANOTHER = "choose another cache directory with zjail.cache.dir";
    private static final String RAISE_LIMIT =
            "raise this JVM's limit of open files (ulimit -n), or run fewer tests at the same time";

    private final String path;
    private final String problem;
    private final String remedy;
    private final boolean othersDirectory;

    /**
     * Describes what the host refused.
     *
     * @param path the file or directory concerned
     * @param problem what is wrong with it, as a sentence without its subject
     * @param remedy what to do about it, an imperative without a full stop
     */
    public RootfsStorageException(Path path, String problem, String remedy) {
        this(path, problem, remedy, null, false);
    }

    private RootfsStorageException(
            Path path, String problem, String remedy, @Nullable IOException cause, boolean othersDirectory) {
        super(message(path, problem, remedy), cause);
        this.path = path.toString();
        this.problem = problem;
        this.remedy = remedy;
        this.othersDirectory = othersDirectory;
    }

    static RootfsStorageException othersDirectory(Path path, String problem) {
        return new RootfsStorageException(
                path,
                problem + ", so others could put programs into the jail",
                "delete it, or " + CHOOSE_ANOTHER,
                null,
                true);
    }

    static RootfsStorageException cannotStore(Path path, IOException cause) {
        return new RootfsStorageException(
                path,
                "could not be written: " + reason(cause),
                isOutOfDescriptors(cause)
                        ? RAISE_LIMIT
                        : "make room on that file system and let this user write there, or " + CHOOSE_ANOTHER,
                cause,
                false);
    }

    static RootfsStorageException cannotRead(Path path, IOException cause) {
        return new RootfsStorageException(
                path,
                "could not be read: " + reason(cause),
                isOutOfDescriptors(cause) ? RAISE_LIMIT : "check the file and the disk it lies on",
                cause,
                false);
    }

    static RootfsStorageException cannotDelete(Path path, IOException cause) {
        return new RootfsStorageException(
                path, "could not be deleted: " + reason(cause), "delete it by hand", cause, false);
    }

    private static String message(Path path, String problem, String remedy) {
        return ForeignText.line(path + " " + problem + ". Remedy: " + remedy + ".", LONGEST);
    }

    private static boolean isOutOfDescriptors(IOException cause) {
        return reason(cause).equals(OUT_OF_DESCRIPTORS);
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (cause instanceof FileAlreadyExistsException) {
            return "another file is in its place";
        }
        String text = cause instanceof FileSystemException specific ? specific.getReason() : cause.getMessage();
        return text == null ? cause.getClass().getSimpleName() : text;
    }

    /**
     * Names the file or directory.
     *
     * @return its path on the host
     */
    public String path() {
        return path;
    }

    /**
     * Says what is wrong with it.
     *
     * @return a sentence without its subject, which is the path
     */
    public String problem() {
        return problem;
    }

    /**
     * Says what to do about it.
     *
     * @return an imperative without a full stop
     */
    public String remedy() {
        return remedy;
    }

    /**
     * Tells whether the directory is there, and is not one that only this user can write to. Whoever need not have this
     * one can take another.
     *
     * @return whether what others could have put there was refused
     */
    public boolean isOthersDirectory() {
        // An owner who has no id in our user namespace is shown as 65534, which may be what we are shown as ourselves.
        return othersDirectory
                || (getCause() instanceof AccessDeniedException
                        && Files.isDirectory(Path.of(path), LinkOption.NOFOLLOW_LINKS));
    }
}
