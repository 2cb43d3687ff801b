package dev.zjail.junit;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Keeps the dialogues of one test, or of the lifecycle methods of one class, so that those that were never closed end
 * with it. Safe for use by many threads.
 */
final class OpenSessions {
    private static final Namespace NAMESPACE = Namespace.create(OpenSessions.class);

    private final List<JailSession> sessions = new ArrayList<>();

    private OpenSessions() {}

    static void add(ExtensionContext context, JailSession session) {
        of(context).add(session);
    }

    static void closeAllOf(ExtensionContext context) {
        of(context).closeAll();
    }

    /** By the unique id, as in {@link UnrecordedRuns}. */
    @SuppressWarnings("deprecation") // its successor, computeIfAbsent, does not exist before JUnit 6
    private static OpenSessions of(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(context.getUniqueId(), id -> new OpenSessions(), OpenSessions.class);
    }

    /** Forgets those that were closed: a test may hold many dialogues, one after the other. */
    private synchronized void add(JailSession session) {
        sessions.removeIf(JailSession::isOver);
        sessions.add(session);
    }

    /** Closes all, whatever becomes of one; throws the first failure, with the others suppressed in it. */
    private synchronized void closeAll() {
        List<RuntimeException> failures = new ArrayList<>();
        for (JailSession session : sessions) {
            try {
                session.close();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        sessions.clear();
        if (!failures.isEmpty()) {
            RuntimeException first = failures.get(0);
            failures.subList(1, failures.size()).forEach(first::addSuppressed);
            throw first;
        }
    }
}
