package dev.zjail.engine.launcher;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What this Java virtual machine holds of the kinds that a run takes. */
final class OwnResources {
    private OwnResources() {}

    /** How many pipes, sockets and other descriptors without a file are open. */
    static long descriptors() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(OwnResources::isNoFile).count();
        }
    }

    private static boolean isNoFile(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().matches("(pipe|socket|anon_inode):.*");
        } catch (IOException e) {
            return false; // the directory that is being listed
        }
    }

    /**
     * The cgroups that a process of this pid namespace has made, and not those of whoever else tests here. They are
     * looked for everywhere, and what comes and goes meanwhile is passed over.
     */
    static List<Path> cgroups(long process) throws IOException {
        String namespace = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        String prefix = "zjail-" + namespace.replaceAll("[^0-9]", "") + "-" + process + "-";
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(Path.of("/sys/fs/cgroup"), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                if (String.valueOf(directory.getFileName()).startsWith(prefix)) {
                    found.add(directory);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                return passOver(file, failure);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                return failure == null ? FileVisitResult.CONTINUE : passOver(directory, failure);
            }

            private FileVisitResult passOver(Path gone, IOException failure) throws IOException {
                if (Files.exists(gone)) {
                    throw failure;
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    /** The child processes, those included that ended and were not waited for. */
    static List<ProcessHandle> children() {
        return ProcessHandle.current().children().toList();
    }
}
