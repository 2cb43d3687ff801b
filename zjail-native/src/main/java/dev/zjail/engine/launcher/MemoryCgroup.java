package dev.zjail.engine.launcher;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A memory cgroup for one run: it bounds the real memory of all processes together, which the address space of each
 * does not. Made before the run, and removed after it, when nothing is in it any more.
 */
final class MemoryCgroup implements AutoCloseable {

    /** The two interfaces of the kernel: Documentation/admin-guide/cgroup-v1/memory.rst and cgroup-v2.rst. */
    enum Version {
        V1("memory.limit_in_bytes", "memory.memsw.limit_in_bytes", "memory.max_usage_in_bytes", "memory.oom_control"),
        V2("memory.max", "memory.swap.max", "memory.peak", "memory.events");

        private final String limitFile;
        private final String swapLimitFile;
        private final String peakFile;
        private final String eventsFile;

        Version(String limitFile, String swapLimitFile, String peakFile, String eventsFile) {
            this.limitFile = limitFile;
            this.swapLimitFile = swapLimitFile;
            this.peakFile = peakFile;
            this.eventsFile = eventsFile;
        }

        /** Version 1 counts memory and swap together, version 2 swap by itself. */
        private long swapLimit(long bytes) {
            return this == V1 ? bytes : 0;
        }
    }

    private final Path directory;
    private final Version version;

    private MemoryCgroup(Path directory, Version version) {
        this.directory = directory;
        this.version = version;
    }

    /**
     * Makes one.
     *
     * @throws IOException if the host does not let it be made, or bounded; nothing is left
     */
    static MemoryCgroup create(Path directory, Version version, long bytes) throws IOException {
        Files.createDirectory(directory);
        MemoryCgroup cgroup = new MemoryCgroup(directory, version);
        try {
            // The kernel keeps a time that was set, but not when a cgroup was made (kernfs).
            Files.setLastModifiedTime(directory, FileTime.from(Instant.now()));
            cgroup.bound(bytes);
            return cgroup;
        } catch (IOException e) {
            cgroup.close();
            throw e;
        }
    }

    private void bound(long bytes) throws IOException {
        Files.writeString(directory.resolve(version.limitFile), Long.toString(bytes));
        Path swapLimit = directory.resolve(version.swapLimitFile);
        // Not there where the kernel does not account for swap.
        if (Files.exists(swapLimit)) {
            Files.writeString(swapLimit, Long.toString(version.swapLimit(bytes)));
        }
    }

    /** The file to which a process id is written to put the process into the cgroup. */
    Path processesFile() {
        return directory.resolve("cgroup.procs");
    }

    /**
     * What the kernel counted.
     *
     * @param peakBytes the largest memory use; 0 where the kernel does not tell (version 2 before Linux 5.19)
     * @param killed how many processes it killed because the limit was reached
     */
    record Count(long peakBytes, long killed) {}

    Count count() {
        try {
            Path peak = directory.resolve(version.peakFile);
            long peakBytes = Files.exists(peak) ? Long.parseLong(read(peak).strip()) : 0;
            Map<String, Long> events = new TreeMap<>();
            for (String line :
                    read(directory.resolve(version.eventsFile)).lines().toList()) {
                String[] fields = line.split(" ", -1);
                events.put(fields[0], Long.parseLong(fields[1]));
            }
            return new Count(peakBytes, events.getOrDefault("oom_kill", 0L));
        } catch (IOException e) {
            throw MemoryCgroups.failed("read the memory cgroup's counters (" + e.getMessage() + ")");
        }
    }

    /** Not through a channel: a thread that was interrupted when its run had just ended could not read it. */
    private static String read(Path file) throws IOException {
        try (InputStream stream = new FileInputStream(file.toFile())) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw MemoryCgroups.failed("remove the memory cgroup (" + e.getMessage() + ")");
        }
    }
}
