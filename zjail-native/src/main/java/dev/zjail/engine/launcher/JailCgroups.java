package dev.zjail.engine.launcher;

import dev.zjail.engine.policy.SharedMemory;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The cgroups of one run: what could be made of a memory and a pids cgroup, which in version 2 are one.
 *
 * @param memory bounds the real memory, where the host lets it
 * @param watch tells when it ran out, where the kernel does not end the run by itself
 * @param toJoin what the launcher puts the guest into
 * @param made to be removed after the run
 * @param remover removes one of them, as soon as that can be
 */
record JailCgroups(
        Optional<MemoryCgroup> memory,
        Optional<OutOfMemoryWatch> watch,
        List<CgroupToJoin> toJoin,
        List<Cgroup> made,
        Consumer<Cgroup> remover)
        implements AutoCloseable {

    /** Memory that several processes share is in no one's address space: it is given only where a cgroup bounds it. */
    SharedMemory sharedMemory() {
        return boundMemory() ? SharedMemory.GIVEN : SharedMemory.WITHHELD;
    }

    /** Whether the real memory of all processes together is bounded. */
    boolean boundMemory() {
        return memory.isPresent();
    }

    /** What was used at most, if the kernel killed a process because that was all it might use. */
    Optional<Long> exceededBytes() {
        return memory.flatMap(MemoryCgroup::exceededBytes);
    }

    /** What was used at most, however the run ended, if that is known. */
    OptionalLong peakBytes() {
        return memory.map(MemoryCgroup::peakBytes).orElse(OptionalLong.empty());
    }

    @Override
    public void close() {
        watch.ifPresent(OutOfMemoryWatch::close);
        made.forEach(remover);
    }
}
