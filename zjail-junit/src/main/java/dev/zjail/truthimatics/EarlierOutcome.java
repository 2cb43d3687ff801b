package dev.zjail.truthimatics;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What is known of the same test in earlier builds. Immutable.
 *
 * @param kind where it comes from, and so what it can decide
 * @param fingerprint BLAKE2b-256 of the program of then, in hexadecimal
 * @param outcome digest of the {@link RunOutcome} of then
 * @param where who says so, for a person: a record of a trail, or the name of a file
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record EarlierOutcome(Kind kind, Optional<String> fingerprint, Optional<String> outcome, String where) {
    /** Nothing is known. */
    public static final EarlierOutcome UNKNOWN =
            new EarlierOutcome(Kind.UNKNOWN, Optional.empty(), Optional.empty(), "");

    /** Where knowledge of earlier builds comes from. */
    public enum Kind {
        /** There is none. */
        UNKNOWN,
        /** The last recorded run of the test on the same input: evidence. */
        RECORDED,
        /** A file under version control: a rule. */
        PINNED
    }
}
