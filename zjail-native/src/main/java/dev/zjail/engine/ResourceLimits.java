package dev.zjail.engine;

import java.time.Duration;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What one run may use. Immutable; start from {@link #DEFAULTS}.
 *
 * @param cpu CPU time, user and system, of all its processes together; 1 ms to 1 day
 * @param wall time on the clock since the first instruction; 1 ms to 1 day
 * @param memoryBytes the real memory of all its processes together, shared memory, tmpfs and page tables included;
 *     where the host lets no memory cgroup be made, the address space of each process instead; at least 64 KiB
 * @param openFiles file descriptors open at once; 3 to 65,536
 * @param processes processes and threads alive at once, the guest itself included; 1 to 65,536
 * @param outputBytes bytes kept of standard output and of standard error, each; the run ends when either has more; 0 to
 *     1 GiB
 * @param fileSizeBytes the size of any one file; 0 to 1 TiB
 * @param idle how long the program may use next to no CPU (less than 1 ms between two looks); 10 ms to 1 day; not
 *     bounded if empty
 * @param addressSpaceBytes address space of each process; if empty, unlimited where a memory cgroup bounds real memory,
 *     and {@code memoryBytes} where none can be made; at least 64 KiB
 * @param stackBytes the stack of the first thread of each process, and of other threads what their C library makes of
 *     it; at least 64 KiB, or {@link #UNLIMITED}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ResourceLimits(
        Duration cpu,
        Duration wall,
        long memoryBytes,
        int openFiles,
        int processes,
        long outputBytes,
        long fileSizeBytes,
        Optional<Duration> idle,
        Optional<Long> addressSpaceBytes,
        long stackBytes) {

    /** No limit. */
    public static final long UNLIMITED = -1;

    private static final long USUAL_STACK_BYTES = 8L << 20;
    private static final long LEAST_MEMORY_BYTES = 64L << 10;

    // Before DEFAULTS, which is checked against them.
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration SHORTEST_IDLE = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofDays(1);

    /**
     * 5 s CPU, 10 s wall, 256 MiB, 16 open files, 1 process, 1 MiB of output, files of 256 MiB, as idle as it likes, a
     * stack of 8 MiB.
     */
    public static final ResourceLimits DEFAULTS = new ResourceLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            256L << 20,
            16,
            1,
            1L << 20,
            256L << 20,
            Optional.empty(),
            Optional.empty(),
            USUAL_STACK_BYTES);

    /**
     * Checks the ranges.
     *
     * @throws InvalidJailSpecException if a limit is out of its range
     */
    public ResourceLimits {
        requireBetween("limits.cpu", cpu, SHORTEST);
        requireBetween("limits.wall", wall, SHORTEST);
        requireBetween("limits.memory", memoryBytes, LEAST_MEMORY_BYTES, Long.MAX_VALUE, "bytes");
        requireBetween("limits.openFiles", openFiles, 3, 65_536, "files");
        requireBetween("limits.processes", processes, 1, 65_536, "processes");
        requireBetween("limits.output", outputBytes, 0, 1L << 30, "bytes");
        requireBetween("limits.fileSize", fileSizeBytes, 0, 1L << 40, "bytes");
        idle.ifPresent(duration -> requireBetween("limits.idle", duration, SHORTEST_IDLE));
        addressSpaceBytes
                .filter(bytes -> bytes != UNLIMITED)
                .ifPresent(bytes ->
                        requireBetween("limits.addressSpace", bytes, LEAST_MEMORY_BYTES, Long.MAX_VALUE, "bytes"));
        if (stackBytes != UNLIMITED) {
            requireBetween("limits.stack", stackBytes, LEAST_MEMORY_BYTES, Long.MAX_VALUE, "bytes");
        }
    }

    /**
     * Replaces the CPU time.
     *
     * @param cpu CPU time, 1 ms to 1 day
     * @return changed limits
     */
    public ResourceLimits withCpu(Duration cpu) {
        return new ResourceLimits(
                cpu,
                wall,
                memoryBytes,
                openFiles,
                processes,
                outputBytes,
                fileSizeBytes,
                idle,
                addressSpaceBytes,
                stackBytes);
    }

    /**
     * Replaces the wall-clock time.
     *
     * @param wall wall-clock time, 1 ms to 1 day
     * @return changed limits
     */
    public ResourceLimits withWall(Duration wall) {
        return new ResourceLimits(
                cpu,
                wall,
                memoryBytes,
                openFiles,
                processes,
                outputBytes,
                fileSizeBytes,
                idle,
                addressSpaceBytes,
                stackBytes);
    }

    /**
     * Replaces the memory.
     *
     * @param memoryBytes bytes, at least 64 KiB
     * @return changed limits
     */
    public ResourceLimits withMemoryBytes(long memoryBytes) {
        return new ResourceLimits(
                cpu,
                wall,
                memoryBytes,
                openFiles,
                processes,
                outputBytes,
                fileSizeBytes,
                idle,
                addressSpaceBytes,
                stackBytes);
    }

    /**
     * Replaces the number of open files.
     *
     * @param openFiles 3 to 65,536
     * @return changed limits
     */
    public ResourceLimits withOpenFiles(int openFiles) {
        return new ResourceLimits(
                cpu,
                wall,
                memoryBytes,
                openFiles,
                processes,
                outputBytes,
                fileSizeBytes,
                idle,
                addressSpaceBytes,
                stackBytes);
    }

    /**
     * Replaces the number of processes.
     *
     * @param processes 1 to 65,536
     * @return changed limits
     */
    public ResourceLimits withProcesses(int processes) {
        return new ResourceLimits(
                cpu,
                wall,
                memoryBytes,
                openFiles,
                processes,
                outputBytes,
                fileSizeBytes,
                idle,
                addressSpaceBytes,
                stackBytes);
    }

    /**
     * Replaces the bytes kept of each output stream.
     *
     * @param outputBytes 0 to 1 GiB
     * @return changed limits
     */
    public ResourceLimits withOutputBytes(long outputBytes) {
        return new ResourceLimits(
                cpu,
                wall,
                memoryBytes,
                openFiles,
                processes,
                outputBytes,
                fileSizeBytes,
                idle,
                addressSpaceBytes,
                stackBytes);
    }

    /**
     * Replaces the size of any one file.
     *
     * @param fileSizeBytes 0 to 1 TiB
     * @return changed limits
     */
    public ResourceLimits withFileSizeBytes(long fileSizeBytes) {
        return new ResourceLimits(
                cpu,
                wall,
                memoryBytes,
                openFiles,
                processes,
                outputBytes,
                fileSizeBytes,
                idle,
                addressSpaceBytes,
                stackBytes);
    }

    /**
     * Replaces the time without CPU use.
     *
     * @param idle 10 ms to 1 day
     * @return changed limits
     */
    public ResourceLimits withIdle(Duration idle) {
        return new ResourceLimits(
                cpu,
                wall,
                memoryBytes,
                openFiles,
                processes,
                outputBytes,
                fileSizeBytes,
                Optional.of(idle),
                addressSpaceBytes,
                stackBytes);
    }

    /**
     * Replaces the address space.
     *
     * @param addressSpaceBytes bytes, at least 64 KiB, or {@link #UNLIMITED}
     * @return changed limits
     */
    public ResourceLimits withAddressSpaceBytes(long addressSpaceBytes) {
        return new ResourceLimits(
                cpu,
                wall,
                memoryBytes,
                openFiles,
                processes,
                outputBytes,
                fileSizeBytes,
                idle,
                Optional.of(addressSpaceBytes),
                stackBytes);
    }

    /**
     * Replaces the stack.
     *
     * @param stackBytes bytes, at least 64 KiB, or {@link #UNLIMITED}
     * @return changed limits
     */
    public ResourceLimits withStackBytes(long stackBytes) {
        return new ResourceLimits(
                cpu,
                wall,
                memoryBytes,
                openFiles,
                processes,
                outputBytes,
                fileSizeBytes,
                idle,
                addressSpaceBytes,
                stackBytes);
    }

    private static void requireBetween(String component, Duration found, Duration shortest) {
        if (found.compareTo(shortest) < 0 || found.compareTo(LONGEST) > 0) {
            throw new InvalidJailSpecException(
                    component,
                    "must lie between " + shortest.toMillis() + " ms and 1 day",
                    Quantities.duration(found.isNegative() ? Duration.ZERO : found),
                    "choose a duration in that range");
        }
    }

    private static void requireBetween(String component, long found, long least, long most, String things) {
        if (found < least || found > most) {
            throw new InvalidJailSpecException(
                    component,
                    "must be at least " + least + (most == Long.MAX_VALUE ? "" : " and at most " + most) + " " + things,
                    Long.toString(found),
                    "choose a number in that range");
        }
    }
}
