package dev.zjail.audit;

import dev.zjail.engine.FileErrors;
import dev.zjail.internal.ForeignText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apiguardian.api.API;

/**
 * The audit could not be written. Names the path, the reason and what to do; a run without its record does not count.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class AuditException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Path path;

    AuditException(Path path, IOException cause) {
        super(
                ForeignText.line("the audit could not write " + path + ": " + reason(cause)
                        + ". Remedy: make this path writable with room to spare, or set `zjail.reports.dir` to a"
                        + " directory that is."),
                shown(cause));
        this.path = path;
    }

    AuditException(Path path, String reason, String remedy) {
        super(ForeignText.line("the audit could not write " + path + ": " + reason + ". Remedy: " + remedy + "."));
        this.path = path;
    }

    /** A stack trace prints the cause's message too, and that holds the name of a file as it is. */
    private static IOException shown(IOException cause) {
        String text = ForeignText.line(String.valueOf(cause.getMessage()));
        if (text.equals(String.valueOf(cause.getMessage()))) {
            return cause;
        }
        IOException shown = new IOException(cause.getClass().getName() + ": " + text);
        shown.setStackTrace(cause.getStackTrace());
        return shown;
    }

    /**
     * Names what could not be written.
     *
     * @return the file or directory
     */
    public Path path() {
        return path;
    }

    /**
     * Says why a file could not be read or written.
     *
     * @param cause what was thrown
     * @return such as {@code EISDIR, Is a directory}, without the name of the file
     */
    public static String reason(IOException cause) {
        String errno = FileErrors.errno(cause);
        return errno.equals("none") ? text(cause) : errno + ", " + text(cause);
    }

    private static String text(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (cause instanceof FileAlreadyExistsException) {
            return "it exists and is not what is needed there";
        }
        if (cause instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason();
        }
        return String.valueOf(cause.getMessage());
    }
}
