package dev.zjail.audit;

import java.util.Locale;
import org.apiguardian.api.API;

/** What a {@link Verification} looks at, each under the name that its findings carry. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum VerificationCheck {
    /** A trail is a file, and no link to one, pipe or directory. */
    REGULAR_FILE,
    /** No line is longer than any record can be. */
    LINE_LENGTH,
    /** A line is one JSON object in ASCII, without a name that comes twice. */
    JSON,
    /** A record is of our schema and has its fields. */
    SCHEMA,
    /** A record names the trail that it is in. */
    TRAIL_NAME,
    /** A record's number is the number of lines before it. */
    SEQUENCE,
    /** A record holds the digest of the line before it. */
    PREV_HASH,
    /** The closing record agrees with the records it closes. */
    CLOSING_RECORD,
    /** Nothing follows the closing record. */
    AFTER_CLOSING,
    /** The trail has its closing record, and no line of it is cut. */
    END_OF_TRAIL,
    /** A run's own file holds what its trail says. */
    RUN_FILE,
    /** A file with a program's output is what was recorded of it. */
    STREAM_FILE,
    /** There is a manifest, which every JVM writes when its tests have ended. */
    MANIFEST_MISSING,
    /** The manifest is one, and its root, count and result follow from its entries. */
    MANIFEST,
    /** A trail that the manifest lists is there, and is what it was. */
    MANIFEST_ENTRY,
    /** Every line of every trail is covered by the manifest. */
    MANIFEST_COVERAGE,
    /** What is signed is a manifest. */
    PAYLOAD_TYPE,
    /** The manifest is signed by the given key. */
    SIGNATURE,
    /** The manifest's root and count are those that were noted elsewhere. */
    ANCHOR;

    /**
     * Returns the name for programs.
     *
     * @return such as {@code prev_hash}
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
