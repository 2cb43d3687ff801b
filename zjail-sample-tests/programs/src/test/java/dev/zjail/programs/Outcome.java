package dev.zjail.programs;

import java.util.List;

/**
 * What was measured of one first test.
 *
 * @param test the row
 * @param missing what it needs that this machine does not have; if there is any, nothing was run
 * @param failures how it failed at first and after each line but the last one
 */
record Outcome(FirstTest test, List<String> missing, List<String> failures) {

    boolean isInstalled() {
        return missing.isEmpty();
    }

    /** How many lines it took; nobody asks where it never passes. */
    int steps() {
        return failures.size();
    }
}
