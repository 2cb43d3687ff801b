package dev.zjail.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apiguardian.api.API;

/** Finds the names somebody may have meant, for error messages. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NearestNames {
    private static final int MOST_SUGGESTIONS = 3;
    private static final int LONGEST_MISTYPED_NAME = 64;

    private NearestNames() {}

    /**
     * Suggests what somebody may have meant who wrote a name that is not known: {@code perhaps you mean read or readv},
     * with at most three names, the nearest first.
     */
    public static String remedy(String mistyped, Collection<String> known, String otherwise) {
        List<String> nearest = of(mistyped, known);
        return nearest.isEmpty() ? otherwise : "perhaps you mean " + String.join(" or ", nearest);
    }

    private static List<String> of(String mistyped, Collection<String> known) {
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
