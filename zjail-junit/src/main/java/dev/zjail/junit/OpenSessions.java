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

    private synchronized void add(JailSession session) {
        sessions.add(session);
    }

    private synchronized void closeAll() {
        sessions.forEach(JailSession::close);
        sessions.clear();
    }
}
