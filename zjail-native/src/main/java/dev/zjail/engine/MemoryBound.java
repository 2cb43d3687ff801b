package dev.zjail.engine;

import dev.zjail.engine.Termination.SyscallDenied;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/** What the memory limit of a run rested on, and what follows where no memory cgroup could be made. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MemoryBound {
    /** The fact of the layer {@link Layer#RESOURCE_LIMITS} that says it. */
    public static final String FACT = "memory";

    /**
     * What the fact says where the kernel bounds the address space of each process, and nothing bounds them together.
     */
    public static final String ADDRESS_SPACE_ONLY =
            "address space of each process only: no memory cgroup could be made";

    private static final String REAL_MEMORY = "real memory of all processes together";

    /** MAP_SHARED and MAP_ANONYMOUS (mmap(2)). */
    private static final long SHARED_ANONYMOUS = 0x21;

    private static final long MAP_TYPE_AND_ANONYMOUS = 0x2f;

    private MemoryBound() {}

    /**
     * Words the fact where there is a cgroup.
     *
     * @param version of the kernel's interface, 1 or 2
     * @return what the fact says
     */
    public static String byCgroup(int version) {
        return REAL_MEMORY + ", by a cgroup of version " + version;
    }

    /**
     * Reads the fact.
     *
     * @param fact what it says
     * @return whether there was a cgroup
     */
    public static boolean isByCgroup(String fact) {
        return fact.startsWith(REAL_MEMORY);
    }

    /**
     * Tells somebody whose program was denied shared memory that it was for want of a cgroup.
     *
     * @param termination what ended the run
     * @param confinement what was seen around the program
     * @return a sentence and its remedy, if that is so
     */
    public static Optional<String> whyDenied(Termination termination, Confinement confinement) {
        boolean sharedMemory = termination instanceof SyscallDenied denied
                && denied.syscall().equals("mmap")
                && denied.arguments().size() > 3
                && (denied.arguments().get(3) & MAP_TYPE_AND_ANONYMOUS) == SHARED_ANONYMOUS;
        return sharedMemory && ADDRESS_SPACE_ONLY.equals(facts(confinement).get(FACT))
                ? Optional.of("shared anonymous memory is given only where a memory cgroup bounds it, and none could be"
                        + " made here: start the tests in a cgroup of your own (systemd-run --user --scope -p"
                        + " Delegate=yes), or accept memory without bound with allow = \"mmap\"")
                : Optional.empty();
    }

    /**
     * Says what a process could map.
     *
     * @param limits the limits of the run
     * @param confinement what was seen around it
     * @return bytes; empty if that was not limited
     */
    public static Optional<Long> addressSpace(ResourceLimits limits, Confinement confinement) {
        Optional<Long> asked = limits.addressSpaceBytes().filter(bytes -> bytes != ResourceLimits.UNLIMITED);
        return isAddressSpaceOnly(confinement)
                ? Optional.of(Math.min(asked.orElse(Long.MAX_VALUE), limits.memoryBytes()))
                : asked;
    }

    /**
     * Says whether nothing bounds what all processes of a run take together.
     *
     * @param confinement what was seen around it
     * @return whether the limit for memory is one for the address space of each
     */
    public static boolean isAddressSpaceOnly(Confinement confinement) {
        return !isByCgroup(facts(confinement).getOrDefault(FACT, ""));
    }

    private static Map<String, String> facts(Confinement confinement) {
        return confinement.layer(Layer.RESOURCE_LIMITS).facts();
    }
}
