package dev.zjail.junit;

import dev.zjail.audit.AuditTrail;
import dev.zjail.audit.SigningKey;
import dev.zjail.build.Invocation;
import dev.zjail.build.ReportsDirectory;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Keeps the one audit trail of a run of the test engine in the root store, which closes it after the last test. */
final class AuditTrails {
    private static final Namespace NAMESPACE = Namespace.create(AuditTrails.class);

    private AuditTrails() {}

    /** Opens the trail for the first who asks. */
    @SuppressWarnings("deprecation") // its successor, computeIfAbsent, does not exist before JUnit 6
    static AuditTrail of(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Open.class, key -> Open.trail(context), Open.class)
                .trail();
    }

    /**
     * The store's handle on the trail. JUnit up to 5.12 closes only a {@code CloseableResource}, which later versions
     * deprecate in favour of {@code AutoCloseable}; what is both is closed once by all of them.
     */
    @SuppressWarnings("deprecation")
    private record Open(AuditTrail trail) implements ExtensionContext.Store.CloseableResource, AutoCloseable {

        static Open trail(ExtensionContext context) {
            return new Open(AuditTrail.open(
                    ReportsDirectory.resolve(context::getConfigurationParameter),
                    SigningKey.configured(context::getConfigurationParameter),
                    Invocation.id(context::getConfigurationParameter)));
        }

        @Override
        public void close() {
            trail.close();
        }
    }
}
