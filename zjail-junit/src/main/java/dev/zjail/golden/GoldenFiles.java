package dev.zjail.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The golden files that this JVM has used, found right, and written. Safe for use by many threads; who compares and
 * writes does so exclusively.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class GoldenFiles {
    private static final Set<Path> USED = new ConcurrentSkipListSet<>();
    private static final Set<Path> SETTLED = new ConcurrentSkipListSet<>();
    private static final Set<Path> WRITTEN = new ConcurrentSkipListSet<>();

    private GoldenFiles() {}

    static synchronized <T> T exclusively(Supplier<T> work) {
        return work.get();
    }

    static void use(Path file) {
        USED.add(file);
    }

    /** Notes that the file is right for an assertion: what another would make of it would be wrong for that one. */
    static void settle(Path file) {
        SETTLED.add(file);
    }

    static boolean isSettled(Path file) {
        return SETTLED.contains(file);
    }

    /** Replaces the whole file at once: nobody finds half of it. A link stays one, and the mode stays. */
    static void replace(Path file, byte[] content) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file;
        Files.createDirectories(target.resolveSibling(""));
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw new IOException("no permission to write " + file);
        }
        Path written = target.resolveSibling(
                "." + target.getFileName() + ".zjail-" + ProcessHandle.current().pid());
        try {
            Files.write(written, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            PosixFileAttributeView view = Files.getFileAttributeView(target, PosixFileAttributeView.class);
            if (Files.exists(target) && view != null) {
                Files.setPosixFilePermissions(written, view.readAttributes().permissions());
            }
            move(written, target);
        } finally {
            Files.deleteIfExists(written);
        }
        SETTLED.add(file);
        WRITTEN.add(file);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Lists the files that were written since this was asked last.
     *
     * @return in order
     */
    public static List<Path> takeWritten() {
        List<Path> written = List.copyOf(WRITTEN);
        written.forEach(WRITTEN::remove);
        return written;
    }

    /**
     * Lists the files that lie beside one that was used, and were not used themselves.
     *
     * @return in order; not those whose names begin with a dot
     */
    public static List<Path> unused() {
        Set<Path> directories = new TreeSet<>();
        USED.forEach(file -> directories.add(file.resolveSibling("")));
        return directories.stream().flatMap(GoldenFiles::unusedIn).toList();
    }

    private static Stream<Path> unusedIn(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> !file.toFile().getName().startsWith("."))
                    .filter(file -> !USED.contains(file))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException | UncheckedIOException e) {
            // A directory that is gone, as those of tests are, has no files.
            return Stream.empty();
        }
    }
}
