package dev.zjail.engine.policy;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds the names somebody may have meant, for error messages. */
public final class NearestNames {
    private static final int MOST_SUGGESTIONS = 3;
    private static final int LONGEST_MISTYPED_NAME = 64;

    private NearestNames() {}

    /**
     * Finds the known names nearest to one that is not known.
     *
     * @param mistyped what somebody wrote
     * @param known what could have been meant
     * @return at most three of the known names, best first; none if nothing is like it
     */
    public static List<String> of(String mistyped, Collection<String> known) {
        if (mistyped.length() > LONGEST_MISTYPED_NAME) {
            return List.of();
        }
        int farthest = Math.max(1, mistyped.length() / 3);
        return known.stream()
                .filter(name -> distance(mistyped, name) <= farthest)
                .sorted(Comparator.<String>comparingInt(name -> distance(mistyped, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_SUGGESTIONS)
                .toList();
    }

    /** The Levenshtein distance: how many characters must be inserted, deleted or replaced. */
    private static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
