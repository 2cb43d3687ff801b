package dev.zjail.junit;

import dev.zjail.engine.doctor.Diagnosis;
import dev.zjail.engine.doctor.Doctor;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Chooses who examines a host that refused: the doctor, once in this Java virtual machine, unless a test of this
 * package has put another into the root store.
 */
final class HostDiagnosis {
    private static final Namespace NAMESPACE = Namespace.create(HostDiagnosis.class);

    private static @Nullable Diagnosis thisHost;

    /** Examines. */
    interface Practice extends Supplier<Diagnosis> {}

    private HostDiagnosis() {}

    static Practice of(ExtensionContext context) {
        Practice replacement = context.getRoot().getStore(NAMESPACE).get(Practice.class, Practice.class);
        return Optional.ofNullable(replacement).orElse(HostDiagnosis::thisHost);
    }

    static void replace(ExtensionContext context, Practice replacement) {
        context.getRoot().getStore(NAMESPACE).put(Practice.class, replacement);
    }

    /**
     * A host does not change while tests run, and a thousand refused tests are not to wait for a thousand examinations.
     */
    private static synchronized Diagnosis thisHost() {
        if (thisHost == null) {
            thisHost = Doctor.examine();
        }
        return thisHost;
    }
}
