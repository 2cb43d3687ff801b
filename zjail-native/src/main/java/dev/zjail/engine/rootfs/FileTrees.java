package dev.zjail.engine.rootfs;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Deletes directories with all that is in them. */
final class FileTrees {
    private FileTrees() {}

    /**
     * Deletes a directory; symbolic links are deleted and not followed. What someone else deletes meanwhile is fine.
     */
    static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new Deleter());
    }

    /** Deletes what a failure left half done; if that fails too, the first failure stays the one to report. */
    static void deleteAfter(Throwable failure, Path directory) {
        try {
            delete(directory);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static final class Deleter extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
