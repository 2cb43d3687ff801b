package dev.zjail.engine.launcher;

import dev.zjail.engine.ResourceLimits;
import java.util.Optional;

/**
 * The bound of one run's real memory. One process is bounded by its address space; only where several could add up is a
 * cgroup worth its cost, and only where the host lets one be made is there one.
 */
record RealMemory(Optional<MemoryCgroup> cgroup) implements AutoCloseable {

    static RealMemory of(ResourceLimits limits, MemoryCgroups cgroups) {
        return new RealMemory(limits.processes() > 1 ? cgroups.create(limits.memoryBytes()) : Optional.empty());
    }

    Optional<String> processesFile() {
        return cgroup.map(MemoryCgroup::processesFile).map(String::valueOf);
    }

    /** What was used at most, if the kernel killed a process because that was all it might use. */
    Optional<Long> exceededBytes() {
        return cgroup.map(MemoryCgroup::count)
                .filter(count -> count.killed() > 0)
                .map(MemoryCgroup.Count::peakBytes);
    }

    @Override
    public void close() {
        cgroup.ifPresent(MemoryCgroup::close);
    }
}
