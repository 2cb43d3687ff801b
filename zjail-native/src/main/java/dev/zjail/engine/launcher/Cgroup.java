package dev.zjail.engine.launcher;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * A cgroup that was made for one run: a directory, and files that the kernel put into it.
 *
 * @param directory where it is
 */
record Cgroup(Path directory) {

    /** Makes one; nothing is left where that fails. */
    static Cgroup make(Path directory) throws IOException {
        Files.createDirectory(directory);
        // The kernel keeps a time that was set, but not when a cgroup was made (kernfs).
        Files.setLastModifiedTime(directory, FileTime.from(Instant.now()));
        return new Cgroup(directory);
    }

    boolean has(String file) {
        return Files.exists(directory.resolve(file));
    }

    /** Not through a channel: a thread that was interrupted when its run had just ended could not read it. */
    String read(String file) throws IOException {
        try (InputStream stream = new FileInputStream(directory.resolve(file).toFile())) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    void write(String file, long value) throws IOException {
        write(file, Long.toString(value));
    }

    void write(String file, String value) throws IOException {
        try (OutputStream stream = new FileOutputStream(directory.resolve(file).toFile())) {
            stream.write(value.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The file to which a process id is written to put the process into the cgroup. */
    Path processesFile() {
        return directory.resolve("cgroup.procs");
    }

    /** Returns whether it is gone: one that a process is in is not. */
    boolean remove() {
        try {
            // Another virtual machine that starts may do the same.
            Files.deleteIfExists(directory);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
