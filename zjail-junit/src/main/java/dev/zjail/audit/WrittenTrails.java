package dev.zjail.audit;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apiguardian.api.API;

/**
 * The trails this JVM has written to. It is how the end of the test session, which knows nothing of the tests, learns
 * that there is something to report; where no test is jailed it stays empty and costs nothing. Safe for use by many
 * threads.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class WrittenTrails {
    private static final Set<Path> UNREPORTED = ConcurrentHashMap.newKeySet();

    private WrittenTrails() {}

    static void add(Path trail) {
        UNREPORTED.add(trail);
    }

    /**
     * Returns the trails that were written to since this was last asked, and forgets them.
     *
     * @return the files, sorted
     */
    public static List<Path> takeUnreported() {
        List<Path> taken = UNREPORTED.stream().sorted().toList();
        UNREPORTED.removeAll(taken);
        return taken;
    }
}
