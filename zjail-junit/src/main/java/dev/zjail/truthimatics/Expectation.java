package dev.zjail.truthimatics;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * What the test declared about a run before it was made.
 *
 * @param exitStatuses the exit statuses that are as expected; with none, every end of the program is undeclared
 * @param fingerprint the BLAKE2b-256 the executable must have, in hexadecimal of either case, if the test pins one
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Expectation(Set<Integer> exitStatuses, Optional<String> fingerprint) {

    /** Copies the statuses and puts them in ascending order. */
    public Expectation {
        exitStatuses = Collections.unmodifiableSet(new TreeSet<>(exitStatuses));
    }
}
