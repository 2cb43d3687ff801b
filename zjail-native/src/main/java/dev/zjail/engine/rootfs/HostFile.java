package dev.zjail.engine.rootfs;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file of the host that a caller named. Looks are enough to check it: nothing is opened that could block or act.
 *
 * @param component the part of the request that names it
 * @param path the file, absolute
 * @param shown how an error message shows it
 */
record HostFile(String component, Path path, String shown) {

    /** Follows all symbolic links. */
    static Path realPath(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw RootfsStorageException.cannotRead(path, e);
        }
    }

    FileStamp requirePresent(Observations observations) {
        return observations.look(path).orElseThrow(this::missing);
    }

    private InvalidRootfsException missing() {
        return new InvalidRootfsException(
                component,
                "must name a file that exists",
                shown + " (" + whyMissing() + ")",
                "build or install it first, or correct the path; a relative path starts at "
                        + Path.of("").toAbsolutePath());
    }

    private String whyMissing() {
        try {
            FileStamp.of(path);
            return "it appeared just now";
        } catch (NoSuchFileException e) {
            return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                    ? "a symbolic link to nothing"
                    : "no such file or directory";
        } catch (AccessDeniedException e) {
            return "permission denied on the way to it";
        } catch (FileSystemException e) {
            return String.valueOf(e.getReason());
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    void requireReadable() {
        if (!Files.isReadable(path)) {
            throw new InvalidRootfsException(
                    component, "must name a file this user may read", shown, "allow it: chmod a+r " + path);
        }
    }

    InvalidRootfsException special(FileStamp stamp) {
        return new InvalidRootfsException(
                component,
                "must name a regular file",
                shown + ", a " + stamp.typeName(),
                "name a regular file; this one was not opened");
    }
}
