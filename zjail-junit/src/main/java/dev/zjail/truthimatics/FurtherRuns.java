package dev.zjail.truthimatics;

import java.util.ArrayList;
import java.util.List;

/**
 * The runs a test asked for beyond the one it was given. This version makes none of them, and an assessment says so:
 * who asks for evidence must not take its absence for agreement.
 *
 * @param replays the budget of further runs on the same input, 0 or more
 * @param contrasts on how many other inputs a run was wanted, 0 or more
 */
public record FurtherRuns(int replays, int contrasts) {
    /** Nothing but the one run. */
    public static final FurtherRuns NONE = new FurtherRuns(0, 0);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public FurtherRuns {
        if (replays < 0 || contrasts < 0) {
            throw new IllegalArgumentException(
                    "numbers of runs must not be negative, but were: " + replays + " and " + contrasts);
        }
    }

    List<Evidence> notMade() {
        List<Evidence> rows = new ArrayList<>();
        if (replays > 0) {
            rows.add(notMade("replays_not_made", counted(replays, "replay", "replays")));
        }
        if (contrasts > 0) {
            rows.add(notMade("contrasts_not_made", counted(contrasts, "run on another input", "runs on other inputs")));
        }
        return rows;
    }

    private static String counted(int runs, String one, String several) {
        return runs == 1 ? "1 " + one + " was" : runs + " " + several + " were";
    }

    private static Evidence notMade(String id, String runs) {
        return new Evidence(
                id,
                Evidence.Kind.LIKELIHOOD,
                0,
                runs + " asked for, and none was made: this version makes no further runs");
    }
}
