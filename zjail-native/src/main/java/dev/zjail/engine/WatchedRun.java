package dev.zjail.engine;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A run in which the launcher looked at what the program drew from beside its inputs. Every layer was in force as in
 * any other run; only slower.
 *
 * @param execution the facts of the run
 * @param sources what it drew from, as far as that can be seen
 */
public record WatchedRun(Execution execution, Set<Source> sources) {
    /** Copies the sources. */
    public WatchedRun {
        EnumSet<Source> copy = EnumSet.noneOf(Source.class);
        copy.addAll(sources);
        sources = Collections.unmodifiableSet(copy);
    }
}
