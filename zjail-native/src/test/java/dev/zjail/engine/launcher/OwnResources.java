package dev.zjail.engine.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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

    /** The child processes, those included that ended and were not waited for. */
    static List<ProcessHandle> children() {
        return ProcessHandle.current().children().toList();
    }
}
