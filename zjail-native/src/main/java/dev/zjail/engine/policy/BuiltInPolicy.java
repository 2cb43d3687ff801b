package dev.zjail.engine.policy;

/**
 * A policy that comes with the engine.
 *
 * @param name one of those that docs/policies.md describes
 */
public record BuiltInPolicy(String name) implements RequestedPolicy {

    /**
     * Checks the name.
     *
     * @throws InvalidPolicyException if there is no policy of that name
     */
    public BuiltInPolicy {
        if (!BuiltInPolicies.names().contains(name)) {
            throw InvalidPolicyException.unknownPolicy("policy", name, BuiltInPolicies.names());
        }
    }

    @Override
    public boolean makesProcesses() {
        return BuiltInPolicies.makeProcesses(name);
    }

    @Override
    public SyscallPolicy resolve(Linkage linkage, Architecture architecture) {
        return resolve(linkage, architecture, SharedMemory.GIVEN);
    }

    @Override
    public SyscallPolicy resolve(Linkage linkage, Architecture architecture, SharedMemory sharedMemory) {
        SyscallPolicy policy = SyscallPolicy.named(BuiltInPolicies.resolve(name, linkage));
        return sharedMemory == SharedMemory.GIVEN ? policy : policy.withoutSharedMemory();
    }
}
