package dev.zjail.engine.launcher;

import dev.zjail.engine.PolicyFacts;
import dev.zjail.engine.policy.Architecture;
import dev.zjail.engine.policy.GuestStart;
import dev.zjail.engine.policy.SeccompProgram;
import dev.zjail.engine.policy.SyscallPolicy;
import dev.zjail.internal.Blake2b256;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells of each policy what is recorded of it, and compiles and digests its filter only once for that. */
final class PolicyFactsCache {
    /** By all the policy says: projects can give the same name to different policies of their own. */
    private final Map<Filter, PolicyFacts> facts = new ConcurrentHashMap<>();

    /** A policy and what is done about what it does not allow: all that a filter is made of, but a secret. */
    private record Filter(SyscallPolicy policy, FilterMode filtering) {}

    PolicyFacts of(SyscallPolicy policy, FilterMode filtering) {
        return facts.computeIfAbsent(new Filter(policy, filtering), PolicyFactsCache::look);
    }

    private static PolicyFacts look(Filter of) {
        SyscallPolicy policy = of.policy();
        SeccompProgram filter = of.filtering().compile(policy, GuestStart.ANY);
        return new PolicyFacts(
                policy.name(),
                policy.syscallCount(),
                policy.argumentRuleCount(),
                filter.length(),
                Blake2b256.of(filter.toBytes()),
                Architecture.current().word(),
                policy.conditionalSyscalls());
    }
}
