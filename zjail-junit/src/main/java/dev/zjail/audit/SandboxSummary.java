package dev.zjail.audit;

import dev.zjail.engine.Confinement;
import dev.zjail.engine.Execution;
import dev.zjail.engine.Layer;
import dev.zjail.engine.LayerState;
import dev.zjail.engine.PolicyFacts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The sandbox in the words of the published schema {@code z-jail.audit/v1}, taken from what was observed: a layer that
 * was not in force is absent here, whatever was intended.
 */
record SandboxSummary(
        Optional<String> seccompFilter,
        int seccompWhitelistSize,
        int seccompArgRulesSize,
        List<String> namespaces,
        Optional<String> pivotRoot,
        boolean noNewPrivs,
        boolean capabilitiesDropped) {

    /**
     * What {@link Layer#NAMESPACES} promises in every case; a user namespace comes on top where the caller is not root.
     */
    private static final List<String> ALWAYS_FRESH = List.of("mount", "pid", "net", "ipc", "uts");

    private static final String USER_NAMESPACE_FACT = "user";

    static SandboxSummary of(Execution run) {
        Confinement observed = run.confinement();
        Optional<PolicyFacts> filter = inForce(observed, Layer.SECCOMP).map(layer -> run.policy());
        return new SandboxSummary(
                filter.map(PolicyFacts::name),
                filter.map(PolicyFacts::syscalls).orElse(0),
                filter.map(PolicyFacts::argumentRules).orElse(0),
                inForce(observed, Layer.NAMESPACES).map(SandboxSummary::names).orElse(List.of()),
                inForce(observed, Layer.ROOTFS).map(layer -> "/"),
                inForce(observed, Layer.NO_NEW_PRIVS).isPresent(),
                inForce(observed, Layer.CAPABILITIES).isPresent());
    }

    private static Optional<LayerState> inForce(Confinement observed, Layer layer) {
        return Optional.of(observed.layer(layer)).filter(LayerState::inForce);
    }

    private static List<String> names(LayerState namespaces) {
        return namespaces.facts().containsKey(USER_NAMESPACE_FACT)
                ? Stream.concat(ALWAYS_FRESH.stream(), Stream.of("user")).toList()
                : ALWAYS_FRESH;
    }
}
