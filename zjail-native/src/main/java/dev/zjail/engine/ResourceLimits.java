package dev.zjail.engine;

import java.time.Duration;

/**
 * What one run may use. Immutable; start from {@link #DEFAULTS}.
 *
 * @param cpu CPU time, user and system together; 1 ms to 1 day
 * @param wall time on the clock since the first instruction; 1 ms to 1 day
 * @param memoryBytes address space; at least 64 KiB
 * @param openFiles file descriptors open at once; 3 to 65,536
 * @param processes processes and threads alive at once, the guest itself included; 1 to 65,536
 * @param outputBytes bytes kept of standard output and of standard error, each; the run ends when either has more; 0 to
 *     1 GiB
 */
public record ResourceLimits(
        Duration cpu, Duration wall, long memoryBytes, int openFiles, int processes, long outputBytes) {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    /** 5 s CPU, 10 s wall, 256 MiB, 16 open files, 1 process, 1 MiB of output. */
    public static final ResourceLimits DEFAULTS =
            new ResourceLimits(Duration.ofSeconds(5), Duration.ofSeconds(10), 256L << 20, 16, 1, 1L << 20);

    /**
     * Checks the ranges.
     *
     * @throws InvalidJailSpecException if a limit is out of its range
     */
    public ResourceLimits {
        requireBetween("limits.cpu", cpu);
        requireBetween("limits.wall", wall);
        requireBetween("limits.memory", memoryBytes, 64L << 10, Long.MAX_VALUE, "bytes");
        requireBetween("limits.openFiles", openFiles, 3, 65_536, "files");
        requireBetween("limits.processes", processes, 1, 65_536, "processes");
        requireBetween("limits.output", outputBytes, 0, 1L << 30, "bytes");
    }

    /**
     * Replaces the CPU time.
     *
     * @param cpu CPU time, 1 ms to 1 day
     * @return changed limits
     */
    public ResourceLimits withCpu(Duration cpu) {
        return new ResourceLimits(cpu, wall, memoryBytes, openFiles, processes, outputBytes);
    }

    /**
     * Replaces the wall-clock time.
     *
     * @param wall wall-clock time, 1 ms to 1 day
     * @return changed limits
     */
    public ResourceLimits withWall(Duration wall) {
        return new ResourceLimits(cpu, wall, memoryBytes, openFiles, processes, outputBytes);
    }

    /**
     * Replaces the address space.
     *
     * @param memoryBytes bytes, at least 64 KiB
     * @return changed limits
     */
    public ResourceLimits withMemoryBytes(long memoryBytes) {
        return new ResourceLimits(cpu, wall, memoryBytes, openFiles, processes, outputBytes);
    }

    /**
     * Replaces the number of open files.
     *
     * @param openFiles 3 to 65,536
     * @return changed limits
     */
    public ResourceLimits withOpenFiles(int openFiles) {
        return new ResourceLimits(cpu, wall, memoryBytes, openFiles, processes, outputBytes);
    }

    /**
     * Replaces the number of processes.
     *
     * @param processes 1 to 65,536
     * @return changed limits
     */
    public ResourceLimits withProcesses(int processes) {
        return new ResourceLimits(cpu, wall, memoryBytes, openFiles, processes, outputBytes);
    }

    /**
     * Replaces the bytes kept of each output stream.
     *
     * @param outputBytes 0 to 1 GiB
     * @return changed limits
     */
    public ResourceLimits withOutputBytes(long outputBytes) {
        return new ResourceLimits(cpu, wall, memoryBytes, openFiles, processes, outputBytes);
    }

    private static void requireBetween(String component, Duration found) {
        if (found.compareTo(SHORTEST) < 0 || found.compareTo(LONGEST) > 0) {
            throw new InvalidJailSpecException(
                    component,
                    "must lie between 1 ms and 1 day",
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
