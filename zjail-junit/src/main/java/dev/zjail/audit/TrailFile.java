package dev.zjail.audit;

import dev.zjail.internal.Blake2b256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The chained lines of one trail. Not safe for use by many threads: the {@link AuditTrail} that owns it holds the lock.
 */
final class TrailFile implements AutoCloseable {
    static final String SUFFIX = ".audit.jsonl";

    /** What the names of trails are made of, without the suffix. */
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

    static final String GENESIS = "0".repeat(64);

    private final Path path;
    // A stream, not a channel: an interrupted test thread would close a channel, and with it the trail of the whole
    // JVM.
    private final OutputStream stream;
    private long lines;
    private String head = GENESIS;
    private boolean damaged;

    private TrailFile(Path path, OutputStream stream) {
        this.path = path;
        this.stream = stream;
    }

    /** Creates a file that no one has created before, and opens it in the same step. */
    static TrailFile create(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            return new TrailFile(
                    path, Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new AuditException(path, e);
        }
    }

    static TrailFile open(Path existing) throws IOException {
        return new TrailFile(existing, Files.newOutputStream(existing, StandardOpenOption.APPEND));
    }

    Path path() {
        return path;
    }

    /** Returns the place of the line that comes next. */
    AuditRecord.Link next() {
        String fileName = String.valueOf(path.getFileName());
        return new AuditRecord.Link(fileName.substring(0, fileName.length() - SUFFIX.length()), lines, head);
    }

    /** Writes a line and the line feed behind it, in one write. */
    void append(byte[] line) {
        if (damaged) {
            throw new AuditException(path, new IOException("an earlier write failed, and its line may be incomplete"));
        }
        byte[] terminated = Arrays.copyOf(line, line.length + 1);
        terminated[line.length] = '\n';
        try {
            stream.write(terminated);
        } catch (IOException e) {
            damaged = true;
            throw new AuditException(path, e);
        }
        head = Blake2b256.of(line);
        lines++;
    }

    boolean damaged() {
        return damaged;
    }

    @Override
    public void close() {
        try (stream) {
            if (!damaged) {
                sync();
            }
        } catch (IOException e) {
            throw new AuditException(path, e);
        }
    }

    /**
     * A stream has no fsync(2), but any descriptor of a file is as good as another; a channel wants no interruption.
     */
    private void sync() throws IOException {
        boolean interrupted = Thread.interrupted();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            channel.force(true);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
