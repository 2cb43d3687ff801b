package dev.zjail.engine.doctor;

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
                return Optional.of(Files.readString(Path.of(path)));
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

    /** The value of a line {@code NAME: VALUE} in /proc/self/status; "" if there is none. */
    default String status(String name) {
        return text("/proc/self/status").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    /** The mounts of this process. */
    default List<Mount> mounts() {
        return text("/proc/self/mountinfo").stream()
                .flatMap(String::lines)
                .flatMap(line -> Mount.parse(line).stream())
                .toList();
    }

    /**
     * One line of /proc/self/mountinfo, as proc(5) describes it.
     *
     * @param point where it is mounted; white space in it is written as an octal escape
     * @param options the options of the mount itself
     * @param type the type of the file system
     */
    record Mount(String point, List<String> options, String type) {
        private static final int POINT = 4;
        private static final int OPTIONS = 5;

        static Optional<Mount> parse(String line) {
            List<String> fields = List.of(line.split(" ", -1));
            int separator = fields.indexOf("-");
            return separator > OPTIONS && separator + 1 < fields.size()
                    ? Optional.of(new Mount(
                            fields.get(POINT), List.of(fields.get(OPTIONS).split(",", -1)), fields.get(separator + 1)))
                    : Optional.empty();
        }

        boolean holds(Path file) {
            return file.startsWith(point);
        }
    }

    /** The mount that a file lies on: of the innermost mount point the last mount. */
    default Optional<Mount> mountOf(Path file) {
        return mounts().stream()
                .filter(mount -> mount.holds(file.toAbsolutePath().normalize()))
                .reduce((found, next) -> next.point().length() >= found.point().length() ? next : found);
    }
}
