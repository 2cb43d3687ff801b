package dev.zjail.engine.launcher;

import dev.zjail.engine.ConfinementException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The bound of one run's real memory: of all processes together, with what the address space of none of them shows
 * (shared memory, tmpfs, pipes, page tables, stacks in the kernel).
 */
final class MemoryCgroup {

    /** The two interfaces of the kernel: Documentation/admin-guide/cgroup-v1/memory.rst and cgroup-v2.rst. */
    enum Version {
        V1(
                1,
                "memory.limit_in_bytes",
                "memory.memsw.limit_in_bytes",
                "memory.max_usage_in_bytes",
                "memory.oom_control"),
        V2(2, "memory.max", "memory.swap.max", "memory.peak", "memory.events");

        private final int number;
        private final String limitFile;
        private final String swapLimitFile;
        private final String peakFile;
        private final String eventsFile;

        Version(int number, String limitFile, String swapLimitFile, String peakFile, String eventsFile) {
            this.number = number;
            this.limitFile = limitFile;
            this.swapLimitFile = swapLimitFile;
            this.peakFile = peakFile;
            this.eventsFile = eventsFile;
        }

        int number() {
            return number;
        }

        /** Version 1 counts memory and swap together, version 2 swap by itself. */
        private long swapLimit(long bytes) {
            return this == V1 ? bytes : 0;
        }
    }

    /** What the kernel takes to start the smallest program, and for its page tables; measured: less than half of it. */
    private static final long FOR_THE_KERNEL = 512 << 10;

    /** The page tables of an address space that is used in full and without gaps take a 512th of it. */
    private static final long PAGE_TABLES = 256;

    /** Since Linux 4.19: with one process the kernel kills all that are in the cgroup. */
    private static final String GROUP_FILE = "memory.oom.group";

    /** Of memory and swap together; not there where the kernel does not account for swap. */
    private static final String SWAP_PEAK_FILE_V1 = "memory.memsw.max_usage_in_bytes";

    /** What the kernel asks for at once: a batch for each processor (MEMCG_CHARGE_BATCH). Its failcnt is 0 in 6.18. */
    private static final long LARGEST_CHARGE = 256 << 10;

    private final Cgroup cgroup;
    private final Version version;
    private final long bytes;

    private MemoryCgroup(Cgroup cgroup, Version version, long bytes) {
        this.cgroup = cgroup;
        this.version = version;
        this.bytes = bytes;
    }

    /**
     * Gives a cgroup its limit, and looks whether it has it.
     *
     * @param memoryBytes what the run may use; the limit is a little higher, so that one process that uses all of its
     *     address space is refused more by malloc, as ever, and not killed for the page tables of it
     * @throws IOException if the host does not let it be bounded
     */
    static MemoryCgroup bound(Cgroup cgroup, Version version, long memoryBytes) throws IOException {
        long bytes = withRoomForTheKernel(memoryBytes);
        cgroup.write(version.limitFile, bytes);
        // Not there where the kernel does not account for swap.
        if (cgroup.has(version.swapLimitFile)) {
            cgroup.write(version.swapLimitFile, version.swapLimit(bytes));
        }
        if (cgroup.has(GROUP_FILE)) {
            cgroup.write(GROUP_FILE, 1);
        }
        MemoryCgroup bounded = new MemoryCgroup(cgroup, version, bytes);
        bounded.requireLimit();
        return bounded;
    }

    static long withRoomForTheKernel(long memoryBytes) {
        long room = memoryBytes / PAGE_TABLES + FOR_THE_KERNEL;
        return memoryBytes > Long.MAX_VALUE - room ? Long.MAX_VALUE : memoryBytes + room;
    }

    /** The kernel rounds down to pages, and has a largest number. */
    private void requireLimit() throws IOException {
        String found = cgroup.read(version.limitFile);
        if (bytes != Long.MAX_VALUE && !found.equals("max") && Long.parseLong(found) > bytes) {
            throw new IOException(cgroup.directory() + " has the limit " + found);
        }
    }

    Cgroup cgroup() {
        return cgroup;
    }

    Version version() {
        return version;
    }

    private Map<String, Long> events() throws IOException {
        Map<String, Long> events = new TreeMap<>();
        for (String line : cgroup.read(version.eventsFile).lines().toList()) {
            String[] fields = line.split(" ", -1);
            events.put(fields[0], Long.parseLong(fields[1]));
        }
        return events;
    }

    boolean hasKilled() {
        return killed(counted(this::events)) > 0;
    }

    /**
     * What was used at most, if the kernel killed a process because that was all the run might use. It counts a process
     * as killed, too, that it chose because a cgroup above this one was full.
     */
    Optional<Long> exceededBytes() {
        Map<String, Long> events = counted(this::events);
        if (killed(events) == 0) {
            return Optional.empty();
        }
        long peak = counted(this::peak);
        boolean wasFull = version == Version.V1 ? peak >= bytes - LARGEST_CHARGE : events.getOrDefault("oom", 0L) > 0;
        return wasFull ? Optional.of(peak) : Optional.empty();
    }

    private static long killed(Map<String, Long> events) {
        return events.getOrDefault("oom_kill", 0L);
    }

    /** What was used at most; empty where the kernel does not tell (version 2 before Linux 5.19). */
    OptionalLong peakBytes() {
        long peak = counted(this::counter);
        return peak == 0 ? OptionalLong.empty() : OptionalLong.of(peak);
    }

    private long peak() throws IOException {
        long peak = counter();
        return peak == 0 ? bytes : peak;
    }

    /** With what was swapped out; 0 where the kernel does not tell. */
    private long counter() throws IOException {
        long peak = 0;
        for (String file : List.of(version.peakFile, SWAP_PEAK_FILE_V1)) {
            peak = Math.max(peak, cgroup.has(file) ? Long.parseLong(cgroup.read(file)) : 0);
        }
        return peak;
    }

    private interface Counter<T> {
        T read() throws IOException;
    }

    private static <T> T counted(Counter<T> counter) {
        try {
            return counter.read();
        } catch (IOException e) {
            throw failed("read the memory cgroup's counters (" + e.getMessage() + ")");
        }
    }

    private static ConfinementException failed(String step) {
        return new ConfinementException(
                "resource_limits",
                step,
                "none",
                "somebody else changed the cgroup while the program ran",
                "run the test again; if it stays so, look who manages the cgroups of this host");
    }

    /** Whether the kernel ends one process for the memory of all, and lets the others go on. */
    boolean killsOneOnly() {
        return version == Version.V1;
    }

    /** What {@link OutOfMemoryWatch} asks the kernel to tell of. */
    String eventsFile() {
        return version.eventsFile;
    }
}
