package dev.zjail.engine.policy;

import org.apiguardian.api.API;

/**
 * A policy as somebody asks for it: one that is built in, or one of their own. It becomes a {@link SyscallPolicy} once
 * it is known what program it is for. Immutable.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface RequestedPolicy {

    /**
     * Asks for the default policy.
     *
     * @return {@code static} or {@code dynamic}, by the header of the executable
     */
    static RequestedPolicy auto() {
        return named(BuiltInPolicies.AUTO);
    }

    /**
     * Asks for a built-in policy.
     *
     * @param name such as {@code auto}, {@code strict} or {@code threads}
     * @return the request
     * @throws InvalidPolicyException if there is no policy of that name
     */
    static RequestedPolicy named(String name) {
        return new BuiltIn(name);
    }

    /**
     * Names the policy.
     *
     * @return what was asked for: {@code auto} stays {@code auto} here
     */
    String name();

    /**
     * Says whether the policy is meant for programs that make threads or processes, so that a limit of one process
     * makes no sense with it.
     *
     * @return whether it is {@code threads} or {@code processes}, with one linkage or by the header, or extends one of
     *     these
     */
    boolean makesProcesses();

    /**
     * Decides which system calls that means where a memory cgroup bounds what they take.
     *
     * @param linkage what the executable's header says
     * @param architecture the machine it runs on
     * @return the policy
     */
    default SyscallPolicy resolve(Linkage linkage, Architecture architecture) {
        return resolve(linkage, architecture, SharedMemory.GIVEN);
    }

    /**
     * Decides which system calls that means.
     *
     * @param linkage what the executable's header says
     * @param architecture the machine it runs on
     * @param sharedMemory whether a built-in policy may give shared anonymous memory
     * @return the policy
     */
    SyscallPolicy resolve(Linkage linkage, Architecture architecture, SharedMemory sharedMemory);

    /**
     * A policy that comes with the engine.
     *
     * @param name one of those that docs/policies.md describes
     */
    record BuiltIn(String name) implements RequestedPolicy {

        /**
         * Checks the name.
         *
         * @throws InvalidPolicyException if there is no policy of that name
         */
        public BuiltIn {
            if (!BuiltInPolicies.names().contains(name)) {
                throw InvalidPolicyException.unknownPolicy("policy", name, BuiltInPolicies.names());
            }
        }

        @Override
        public boolean makesProcesses() {
            return BuiltInPolicies.makeProcesses(name);
        }

        @Override
        public SyscallPolicy resolve(Linkage linkage, Architecture architecture, SharedMemory sharedMemory) {
            SyscallPolicy policy = SyscallPolicy.named(BuiltInPolicies.resolve(name, linkage));
            return sharedMemory == SharedMemory.GIVEN ? policy : policy.withoutSharedMemory();
        }
    }
}
