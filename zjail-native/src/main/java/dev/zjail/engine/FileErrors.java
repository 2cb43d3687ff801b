package dev.zjail.engine;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * Finds the kernel's error behind what Java reports of a file. Java keeps no error number: there is an exception class
 * for some errors, and for the rest the C library's text (strerror(3)), which is English unless the JVM's locale has
 * translations of it.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FileErrors {
    private static final Map<Class<? extends IOException>, String> BY_CLASS = Map.of(
            AccessDeniedException.class, "EACCES",
            NoSuchFileException.class, "ENOENT",
            FileAlreadyExistsException.class, "EEXIST",
            NotDirectoryException.class, "ENOTDIR");

    private static final Map<String, String> BY_TEXT = Map.ofEntries(
            Map.entry("Operation not permitted", "EPERM"),
            Map.entry("No such file or directory", "ENOENT"),
            Map.entry("Input/output error", "EIO"),
            Map.entry("Permission denied", "EACCES"),
            Map.entry("File exists", "EEXIST"),
            Map.entry("Not a directory", "ENOTDIR"),
            Map.entry("Is a directory", "EISDIR"),
            Map.entry("Invalid argument", "EINVAL"),
            Map.entry("Too many open files in system", "ENFILE"),
            Map.entry("Too many open files", "EMFILE"),
            Map.entry("File too large", "EFBIG"),
            Map.entry("No space left on device", "ENOSPC"),
            Map.entry("Read-only file system", "EROFS"),
            Map.entry("File name too long", "ENAMETOOLONG"),
            Map.entry("Too many levels of symbolic links", "ELOOP"),
            Map.entry("Disk quota exceeded", "EDQUOT"));

    private FileErrors() {}

    /**
     * Names the error.
     *
     * @param failure what an operation on a file threw
     * @return such as {@code EROFS}; {@code none} where the kernel's error is not known
     */
    public static String errno(IOException failure) {
        String byClass = BY_CLASS.get(failure.getClass());
        return byClass == null ? byText(String.valueOf(failure.getMessage())) : byClass;
    }

    /** The text comes last, with the path before it, and in parentheses from the older classes of Java. */
    private static String byText(String message) {
        String end = message.endsWith(")") ? message.substring(0, message.length() - 1) : message;
        return BY_TEXT.entrySet().stream()
                .filter(entry -> end.endsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("none");
    }
}
