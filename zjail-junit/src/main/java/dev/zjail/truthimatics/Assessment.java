package dev.zjail.truthimatics;

import java.util.List;
import java.util.Locale;

/**
 * A verdict with its working shown. Immutable.
 *
 * @param verdict what the evidence says
 * @param evidence everything that was weighed, broken rules first
 * @param settledBy what would settle an {@link Verdict#UNCERTAIN} verdict; empty for every other
 */
public record Assessment(Verdict verdict, List<Evidence> evidence, String settledBy) {

    /**
     * Copies the evidence, and checks that an open question says what would close it.
     *
     * @throws IllegalArgumentException if an uncertain verdict does not say what would settle it, or a settled one does
     */
    public Assessment {
        evidence = List.copyOf(evidence);
        if ((verdict == Verdict.UNCERTAIN) == settledBy.isBlank()) {
            throw new IllegalArgumentException(
                    "`settledBy` must say what would settle an UNCERTAIN verdict and be empty"
                            + " for every other, but was: \"" + settledBy + "\" for " + verdict);
        }
    }

    /**
     * Writes the verdict and its evidence as a small table in plain text, one row for each piece of evidence.
     * Characters that could disturb a terminal or forge a row are shown as U+FFFD.
     *
     * @return several lines, the last without a line feed
     */
    public String describe() {
        StringBuilder table = new StringBuilder("verdict: ").append(verdict);
        evidence.forEach(row -> table.append('\n').append(describe(row)));
        if (!settledBy.isEmpty()) {
            table.append("\n  settled by: ").append(printable(settledBy));
        }
        return table.toString();
    }

    private static String describe(Evidence row) {
        String weight = row.kind() == Evidence.Kind.RULE
                ? "rule"
                : String.format(Locale.ROOT, "%+.3f", row.log10LikelihoodRatio());
        return String.format(Locale.ROOT, "  %-7s %-24s %s", weight, printable(row.id()), printable(row.sentence()));
    }

    private static String printable(String text) {
        return text.replaceAll("[\\p{C}\\u2028\\u2029]", "\uFFFD");
    }
}
