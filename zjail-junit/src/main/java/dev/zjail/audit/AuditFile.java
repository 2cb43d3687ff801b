package dev.zjail.audit;

import dev.zjail.internal.Blake2b256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * The file of one run: {@code <reports>/<test class>/<test>-<hash of the unique id>[.n].audit.json}. Its name is taken
 * before the record is written and never taken twice, by whatever thread, JVM or earlier build.
 *
 * <p>Names are ASCII: a JVM that runs in the C locale cannot name anything else. With 80 characters for the readable
 * part they stay far below the 255 bytes a file name may have.
 */
final class AuditFile {
    /** What the relative names look like that {@link #take} can produce, for readers who want to link to it. */
    static final Pattern RELATIVE_NAME =
            Pattern.compile("[A-Za-z0-9_$-][A-Za-z0-9._$-]*/[A-Za-z0-9_$-][A-Za-z0-9._$-]*");

    private static final int LONGEST_SLUG = 80;
    private static final int LONGEST_CLASS_NAME = 160;
    private static final int HASH_DIGITS = 8;
    private static final String SUFFIX = ".audit.json";

    private final Path reportsDirectory;
    private final Path path;

    private AuditFile(Path reportsDirectory, Path path) {
        this.reportsDirectory = reportsDirectory;
        this.path = path;
    }

    /**
     * Takes the next free name for a run of the given test.
     *
     * @param taken the highest number known to be taken for this test; counted up, so that no name is tried twice
     */
    static AuditFile take(Path reportsDirectory, TestIdentity test, AtomicInteger taken) {
        Path directory = reportsDirectory.resolve(directoryName(test.testClass()));
        String stem = slug(test.testName(), LONGEST_SLUG, "test") + "-" + hash(test.uniqueId());
        try {
            Files.createDirectories(directory);
            Path candidate = directory.resolve(numbered(stem, taken.incrementAndGet()));
            while (!createdNew(candidate)) {
                candidate = directory.resolve(numbered(stem, taken.incrementAndGet()));
            }
            return new AuditFile(reportsDirectory, candidate);
        } catch (IOException e) {
            throw new AuditException(directory, e);
        }
    }

    private static String numbered(String stem, int number) {
        return stem + (number == 1 ? "" : "." + number) + SUFFIX;
    }

    private static boolean createdNew(Path candidate) throws IOException {
        try {
            Files.createFile(candidate);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    Path path() {
        return path;
    }

    String relativeName() {
        return relativeNameOf(path);
    }

    String relativeNameOf(Path file) {
        return reportsDirectory.relativize(file).toString();
    }

    /** Ends like plain text, so that no browser takes for a page what a guest wrote. */
    Path streamFile(String stream) {
        String name = String.valueOf(path.getFileName());
        return path.resolveSibling(name.substring(0, name.length() - SUFFIX.length()) + "." + stream + ".txt");
    }

    /** Puts the content in place at once: a reader sees all of it or an empty file. */
    void fill(byte[] content) {
        Path temporary = path.resolveSibling(path.getFileName() + ".tmp");
        try {
            write(temporary, content);
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new AuditException(path, e);
        }
    }

    private static void write(Path created, byte[] content) throws IOException {
        try (OutputStream stream = SharedDirectory.newFile(created)) {
            stream.write(content);
        } catch (IOException e) {
            Files.deleteIfExists(created);
            throw e;
        }
    }

    /** Gives the name back, and what was written beside it, after the trail did not take the record. */
    void release() {
        try {
            Files.deleteIfExists(streamFile("stdout"));
            Files.deleteIfExists(streamFile("stderr"));
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new AuditException(path, e);
        }
    }

    private static String directoryName(String testClass) {
        String name = slug(testClass, LONGEST_CLASS_NAME, "class");
        return name.equals(testClass) ? name : name + "-" + hash(testClass);
    }

    private static String hash(String text) {
        return Blake2b256.of(text).substring(0, HASH_DIGITS);
    }

    private static String slug(String text, int limit, String whenNothingIsLeft) {
        String start = text.length() > 4 * limit ? text.substring(0, 4 * limit) : text;
        String readable = start.replaceAll("[^A-Za-z0-9._$]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        String bounded = readable.length() > limit ? readable.substring(0, limit) : readable;
        return bounded.isEmpty() ? whenNothingIsLeft : bounded;
    }
}
