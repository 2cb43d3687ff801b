package dev.zjail.junit;

import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.policy.RequestedPolicy;

/**
 * Which limits somebody gave, of those whose default depends on the policy: under one for threads or processes a limit
 * of one process would only mean that the program fails.
 *
 * @param processes whether the number of processes was given
 * @param memory whether the memory was given
 * @param openFiles whether the number of open files was given
 */
record GivenLimits(boolean processes, boolean memory, boolean openFiles) {
    static final GivenLimits NONE = new GivenLimits(false, false, false);
    static final GivenLimits ALL = new GivenLimits(true, true, true);

    private static final int PROCESSES = 32;

    /** Runtimes with threads open more than plain programs do: node has 20 files open before the first line runs. */
    private static final int OPEN_FILES = 64;

    /** glibc reserves 64 MiB for each thread that calls malloc, and 8 MiB for its stack. */
    private static final long MEMORY_BYTES = 1L << 30;

    /** What somebody gave who changed the limits. */
    GivenLimits orChanged(ResourceLimits before, ResourceLimits after) {
        return new GivenLimits(
                processes || before.processes() != after.processes(),
                memory || before.memoryBytes() != after.memoryBytes(),
                openFiles || before.openFiles() != after.openFiles());
    }

    /** Fills in what nobody gave. */
    ResourceLimits complete(ResourceLimits limits, RequestedPolicy policy) {
        if (!policy.makesProcesses()) {
            return limits;
        }
        ResourceLimits complete = processes ? limits : limits.withProcesses(PROCESSES);
        complete = openFiles ? complete : complete.withOpenFiles(OPEN_FILES);
        return memory ? complete : complete.withMemoryBytes(MEMORY_BYTES);
    }
}
