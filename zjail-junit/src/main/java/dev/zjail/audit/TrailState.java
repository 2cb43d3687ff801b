package dev.zjail.audit;

import org.apiguardian.api.API;

/** What can be said of a trail by itself. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum TrailState {
    /** Every line follows from the one before, and the closing record agrees with them. */
    INTACT,
    /** What is there is sound, but the end is missing: the JVM still writes, or died, or the tail was cut. */
    INCOMPLETE,
    /** A line does not follow from those before it, or is none that we write. */
    TAMPERED
}
