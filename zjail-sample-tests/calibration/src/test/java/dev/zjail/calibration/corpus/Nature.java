package dev.zjail.calibration.corpus;

import java.util.Locale;

/** What a program of the corpus is, by construction. */
public enum Nature {
    /** On the same input it can do something else. */
    NONDETERMINISTIC,
    /** On the same input it always does the same. */
    DETERMINISTIC,
    /** It does the same on every input. */
    VACUOUS,
    /** It does what it must not. */
    HOSTILE;

    String directory() {
        return name().toLowerCase(Locale.ROOT);
    }
}
