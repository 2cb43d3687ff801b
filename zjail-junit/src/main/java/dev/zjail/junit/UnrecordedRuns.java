package dev.zjail.junit;

import dev.zjail.audit.AuditException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Keeps why runs of one test, or of the lifecycle methods of one class, could not be recorded, until that test or class
 * is over. Only then do they fail it, so that they do not stand in the place of its own failure: JUnit adds what fails
 * later to what failed first. Safe for use by many threads.
 */
final class UnrecordedRuns {
    private static final Namespace NAMESPACE = Namespace.create(UnrecordedRuns.class);

    private final List<AuditException> reasons = new ArrayList<>();

    private UnrecordedRuns() {}

    static void add(ExtensionContext context, AuditException reason) {
        of(context).add(reason);
    }

    /** Throws the first reason of this very context, with the others suppressed in it; nothing if all was recorded. */
    static void failAtTheEndOf(ExtensionContext context) {
        of(context).fail();
    }

    /** By the unique id: a store falls back to those of enclosing contexts, whose runs are theirs. */
    @SuppressWarnings("deprecation") // its successor, computeIfAbsent, does not exist before JUnit 6
    private static UnrecordedRuns of(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(context.getUniqueId(), id -> new UnrecordedRuns(), UnrecordedRuns.class);
    }

    private synchronized void add(AuditException reason) {
        reasons.add(reason);
    }

    private synchronized void fail() {
        if (!reasons.isEmpty()) {
            AuditException first = reasons.get(0);
            reasons.subList(1, reasons.size()).forEach(first::addSuppressed);
            reasons.clear();
            throw first;
        }
    }
}
