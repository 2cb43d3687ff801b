package dev.zjail.engine.launcher;

import dev.zjail.engine.PolicyFacts;
import dev.zjail.engine.policy.Architecture;
import dev.zjail.engine.policy.FilterTemplate;
import dev.zjail.engine.policy.Linkage;
import dev.zjail.engine.policy.Refusal;
import dev.zjail.engine.policy.RequestedPolicy;
import dev.zjail.engine.policy.SharedMemory;
import dev.zjail.engine.policy.SyscallPolicy;
import dev.zjail.internal.Blake2b256;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides once what each request for a policy means, and compiles each policy once: the tests of a project mostly ask
 * for the same. Safe for use by many threads.
 */
final class PolicyCache {
    private final Map<Request, SyscallPolicy> policies = new ConcurrentHashMap<>();

    /** By all the policy says: projects can give the same name to different policies of their own. */
    private final Map<Filter, Compiled> compiled = new ConcurrentHashMap<>();

    /**
     * All that decides what a guest may call.
     *
     * @param policy the policy that was asked for
     * @param linkage what the executable's header says
     * @param sharedMemory whether a built-in policy may give shared anonymous memory
     * @param allow further calls
     * @param refuse calls that fail instead
     */
    record Request(
            RequestedPolicy policy,
            Linkage linkage,
            SharedMemory sharedMemory,
            Set<String> allow,
            Set<Refusal> refuse) {}

    /** A policy and what is done about what it does not allow: all that a filter is made of, but the guest's start. */
    private record Filter(SyscallPolicy policy, FilterMode filtering) {}

    /**
     * A policy that was compiled.
     *
     * @param facts what is recorded of it
     * @param filter its filter
     */
    record Compiled(PolicyFacts facts, FilterTemplate filter) {}

    SyscallPolicy policy(Request request) {
        return policies.computeIfAbsent(request, PolicyCache::resolve);
    }

    private static SyscallPolicy resolve(Request request) {
        return request.policy()
                .resolve(request.linkage(), Architecture.current(), request.sharedMemory())
                .allow(request.allow())
                .refuse(request.refuse());
    }

    Compiled compiled(SyscallPolicy policy, FilterMode filtering) {
        return compiled.computeIfAbsent(new Filter(policy, filtering), PolicyCache::compile);
    }

    private static Compiled compile(Filter of) {
        SyscallPolicy policy = of.policy();
        FilterTemplate filter = FilterTemplate.of(start -> of.filtering().compile(policy, start));
        PolicyFacts facts = new PolicyFacts(
                policy.name(),
                policy.syscallCount(),
                policy.argumentRuleCount(),
                filter.forAny().length(),
                Blake2b256.of(filter.forAny().toBytes()),
                Architecture.current().word(),
                policy.conditionalSyscalls());
        return new Compiled(facts, filter);
    }
}
