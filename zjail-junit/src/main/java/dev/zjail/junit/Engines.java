package dev.zjail.junit;

import dev.zjail.engine.Engine;
import dev.zjail.engine.launcher.HostEngine;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Chooses the engine: the host's, unless a test of this package has put another in the root store. The host's engine is
 * never put there itself, because newer versions of JUnit close what they find in a store, and it outlives them.
 */
final class Engines {
    /** The configuration parameter, and the system property of the engine, that says where root file systems lie. */
    private static final String CACHE_DIRECTORY = "zjail.cache.dir";

    private static final Namespace NAMESPACE = Namespace.create(Engines.class);

    private Engines() {}

    static Engine of(ExtensionContext context) {
        Engine replacement = context.getRoot().getStore(NAMESPACE).get(Engine.class, Engine.class);
        context.getConfigurationParameter(CACHE_DIRECTORY)
                .map(Engines::requirePath)
                .ifPresent(HostEngine::keepRootFileSystemsIn);
        return Optional.ofNullable(replacement).orElseGet(HostEngine::shared);
    }

    private static String requirePath(String directory) {
        if (directory.isBlank() || directory.indexOf('\0') >= 0) {
            throw JailErrors.unknownParameterValue(CACHE_DIRECTORY, directory, "the path of a directory");
        }
        return directory;
    }

    static void replace(ExtensionContext context, Engine replacement) {
        context.getRoot().getStore(NAMESPACE).put(Engine.class, replacement);
    }
}
