package dev.zjail.engine.policy;

import org.apiguardian.api.API;

/**
 * Whether a built-in policy gives memory that processes share without a file: mmap with MAP_SHARED and MAP_ANONYMOUS.
 * The kernel counts it in the address space of who has it mapped, and forgets it there when it is unmapped in part.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum SharedMemory {
    /** Where the policy lists it. */
    GIVEN,
    /** By no built-in policy: where no memory cgroup bounds it. What a caller adds to a policy stays. */
    WITHHELD
}
