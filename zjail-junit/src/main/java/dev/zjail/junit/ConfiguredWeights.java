package dev.zjail.junit;

import dev.zjail.truthimatics.Weights;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Chooses the weights: those that come with zjail, unless a test of this package has put others in the root store. */
final class ConfiguredWeights {
    private static final Namespace NAMESPACE = Namespace.create(ConfiguredWeights.class);

    private ConfiguredWeights() {}

    static Weights of(ExtensionContext context) {
        Weights replacement = context.getRoot().getStore(NAMESPACE).get(Weights.class, Weights.class);
        return Optional.ofNullable(replacement).orElseGet(Weights::shipped);
    }

    static void replace(ExtensionContext context, Weights replacement) {
        context.getRoot().getStore(NAMESPACE).put(Weights.class, replacement);
    }
}
