package dev.zjail.engine;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A run in which the launcher looked at what the program drew from beside its inputs. Every layer was in force as in
 * any other run; only slower.
 *
 * @param execution the facts of the run
 * @param sources what it drew from, as far as that can be seen; {@code docs/architecture.md} says what cannot
 * @param unwatched of which sources this host does not let the launcher see all; empty as a rule
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record WatchedRun(Execution execution, Set<NondeterminismSource> sources, Set<NondeterminismSource> unwatched) {
    /** Copies the sets. */
    public WatchedRun {
        sources = copy(sources);
        unwatched = copy(unwatched);
    }

    /**
     * A run on a host where every source can be watched.
     *
     * @param execution the facts of the run
     * @param sources what it drew from
     */
    public WatchedRun(Execution execution, Set<NondeterminismSource> sources) {
        this(execution, sources, Set.of());
    }

    private static Set<NondeterminismSource> copy(Set<NondeterminismSource> sources) {
        EnumSet<NondeterminismSource> copy = EnumSet.noneOf(NondeterminismSource.class);
        copy.addAll(sources);
        return Collections.unmodifiableSet(copy);
    }
}
