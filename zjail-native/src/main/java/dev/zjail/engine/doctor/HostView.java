package dev.zjail.engine.doctor;

import dev.zjail.internal.Mount;
import dev.zjail.internal.ProcFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What can be read of the host: files and environment variables. Tests script it. */
interface HostView {
    /** The text of a small file; none if it cannot be read. */
    Optional<String> text(String path);

    boolean exists(String path);

    /** An environment variable of this Java virtual machine. */
    Optional<String> variable(String name);

    /** The directory that java.io.tmpdir names. */
    Path temporaryDirectory();

    /** This host. */
    HostView REAL = new HostView() {
        @Override
        public Optional<String> text(String path) {
            try {
                return Optional.of(ProcFiles.read(path));
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        @Override
        public boolean exists(String path) {
            return Files.exists(Path.of(path));
        }

        @Override
        public Optional<String> variable(String name) {
            return Optional.ofNullable(System.getenv(name));
        }

        @Override
        public Path temporaryDirectory() {
            return Path.of(System.getProperty("java.io.tmpdir"));
        }
    };

    /** What a file holds, without the white space around it; "" if it cannot be read. */
    default String word(String path) {
        return text(path).map(text -> text.replace("\0", "").strip()).orElse("");
    }

    /** A value of /proc/self/status; "" if there is none. */
    default String status(String name) {
        return ProcFiles.status(text("/proc/self/status").orElse("")).getOrDefault(name, "");
    }

    /** The mounts of this process. */
    default List<Mount> mounts() {
        return Mount.all(text("/proc/self/mountinfo").orElse(""));
    }

    /** The mount that a file lies on: of the innermost mount point the last mount. */
    default Optional<Mount> mountOf(Path file) {
        return mounts().stream()
                .filter(mount -> mount.holds(file.toAbsolutePath().normalize()))
                .reduce((found, next) -> next.point().length() >= found.point().length() ? next : found);
    }
}
