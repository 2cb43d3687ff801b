package dev.zjail.engine.rootfs;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How a file looks from outside. Two equal stamps of one path mean an unchanged file, if it had already been left alone
 * for a while when the first was taken: see {@link #isYoungerThan}.
 */
record FileStamp(long device, long inode, int mode, int owner, long size, FileTime modified, FileTime changed) {
    private static final int TYPE_MASK = 0170000;

    /** Looks at a path, and does not open what is there: that could block (a FIFO) or act (a device). */
    static FileStamp of(Path path, LinkOption... options) throws IOException {
        Map<String, Object> attributes =
                Files.readAttributes(path, "unix:dev,ino,mode,uid,size,lastModifiedTime,ctime", options);
        return new FileStamp(
                number(attributes, "dev"),
                number(attributes, "ino"),
                (int) number(attributes, "mode"),
                (int) number(attributes, "uid"),
                number(attributes, "size"),
                attribute(attributes, "lastModifiedTime", FileTime.class),
                attribute(attributes, "ctime", FileTime.class));
    }

    static Optional<FileStamp> ifPresent(Path path) {
        try {
            return Optional.of(of(path));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static long number(Map<String, Object> attributes, String name) {
        return attribute(attributes, name, Number.class).longValue();
    }

    private static <T> T attribute(Map<String, Object> attributes, String name, Class<T> type) {
        return type.cast(requireNonNull(attributes.get(name)));
    }

    boolean isRegularFile() {
        return type() == 0100000;
    }

    boolean isDirectory() {
        return type() == 0040000;
    }

    boolean isSymbolicLink() {
        return type() == 0120000;
    }

    boolean isExecutableBySomeone() {
        return (mode & 0111) != 0;
    }

    boolean isReadableByOthers() {
        return (mode & 0004) != 0;
    }

    boolean isSearchableByOthers() {
        return (mode & 0001) != 0;
    }

    /** Whoever may write there may delete no file of others: a place such as /tmp. */
    boolean isSticky() {
        return (mode & 01000) != 0;
    }

    boolean isSameFileAs(FileStamp other) {
        return device == other.device && inode == other.inode;
    }

    /**
     * Says whether the file was changed after that instant. Timestamps have the resolution of the kernel's clock tick
     * or worse, so a file changed just now can be changed again without a trace in its stamp ("racily clean" in git's
     * Documentation/technical/racy-git.txt).
     */
    boolean isYoungerThan(Instant instant) {
        return modified.toInstant().isAfter(instant) || changed.toInstant().isAfter(instant);
    }

    String typeName() {
        return switch (type()) {
            case 0010000 -> "FIFO";
            case 0020000 -> "character device";
            case 0040000 -> "directory";
            case 0060000 -> "block device";
            case 0100000 -> "regular file";
            case 0120000 -> "symbolic link";
            case 0140000 -> "socket";
            default -> "special file";
        };
    }

    private int type() {
        return mode & TYPE_MASK;
    }
}
