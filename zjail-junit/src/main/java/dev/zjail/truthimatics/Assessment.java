package dev.zjail.truthimatics;

import dev.zjail.internal.ForeignText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * A verdict with its working shown. Immutable.
 *
 * <p>The verdict follows from the evidence: who reads the evidence again comes to the same one.
 *
 * @param verdict what the evidence says
 * @param evidence everything that was weighed, broken rules first
 * @param settledBy what would settle an {@link Verdict#UNCERTAIN} verdict; empty for every other
 * @param counterExample two runs on the same input that are not the same, if there were two
 * @param investigation how it came about
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Assessment(
        Verdict verdict,
        List<Evidence> evidence,
        String settledBy,
        Optional<CounterExample> counterExample,
        InvestigationSummary investigation) {

    /** What is less probable than this is taken not to be. */
    private static final double UNLIKELY = 0.05;

    /**
     * Copies the evidence, and checks that the verdict is what it says, and that an open question says what would close
     * it.
     *
     * @throws IllegalArgumentException if the verdict does not follow from the evidence, or an uncertain one does not
     *     say what would settle it, or a settled one does
     */
    public Assessment {
        evidence = List.copyOf(evidence);
        Verdict following = SequentialTest.verdict(evidence);
        if (verdict != following) {
            throw new IllegalArgumentException(
                    "the verdict must follow from the evidence, which says " + following + ", but was: " + verdict);
        }
        if ((verdict == Verdict.UNCERTAIN) == settledBy.isBlank()) {
            throw new IllegalArgumentException(
                    "`settledBy` must say what would settle an UNCERTAIN verdict and be empty"
                            + " for every other, but was: \"" + settledBy + "\" for " + verdict);
        }
    }

    /**
     * Makes an assessment of one run.
     *
     * @param verdict what the evidence says
     * @param evidence everything that was weighed
     * @param settledBy what would settle an uncertain verdict
     */
    public Assessment(Verdict verdict, List<Evidence> evidence, String settledBy) {
        this(verdict, evidence, settledBy, Optional.empty(), InvestigationSummary.ONE_RUN);
    }

    /**
     * Adds the weights.
     *
     * @return the sum of the log10 likelihood ratios of the evidence
     */
    public double score() {
        return SequentialTest.score(evidence);
    }

    /**
     * Bounds chance. The more runs were the same, the rarer must be what chance alone makes a program do otherwise.
     *
     * @return so large at most is the share of its runs in which it does something else by chance, with a confidence of
     *     95 %; 1 if nothing is known, because there was one run only, or a difference, or a broken rule
     */
    public double chanceBelow() {
        int replays = investigation.replays();
        return replays == 0 || counterExample.isPresent() || verdict == Verdict.REJECT
                ? 1
                : 1 - Math.pow(UNLIKELY, 1.0 / replays);
    }

    /**
     * Tells from which {@link #score()} on a program is deterministic, where no rule and no veto is against it.
     *
     * @return the upper bound of the sequential test
     */
    public static double acceptedFrom() {
        return SequentialTest.ACCEPT;
    }

    /**
     * Names the verdict, and what was left out of account for it.
     *
     * @return such as {@code DETERMINISTIC modulo timestamps}
     */
    public String label() {
        return investigation.normalisers().isEmpty() || verdict != Verdict.DETERMINISTIC
                ? verdict.name()
                : verdict + " modulo "
                        + investigation.normalisers().stream()
                                .map(Normaliser::id)
                                .collect(Collectors.joining(", "));
    }

    /**
     * Writes the verdict and its evidence as a small table in plain text, one row for each piece of evidence, and the
     * sum of what was weighed. Below them stand what was not varied and which limits a run came near to; all else that
     * runs used is in {@link InvestigationSummary#usage()}. Characters that could disturb a terminal or forge a row are
     * shown as U+FFFD.
     *
     * @return several lines, the last without a line feed
     */
    public String describe() {
        StringBuilder table = new StringBuilder("verdict: ").append(label());
        evidence.forEach(row -> table.append('\n').append(describe(row)));
        if (evidence.stream().anyMatch(row -> row.kind() == Evidence.Kind.LIKELIHOOD)) {
            table.append(String.format(
                    Locale.ROOT, "\n  %+-7.3f %-24s DETERMINISTIC from %+.3f", score(), "sum", SequentialTest.ACCEPT));
        }
        if (chanceBelow() < 1) {
            table.append("\n  ").append(chance());
        }
        counterExample.ifPresent(example -> table.append('\n').append(describe(example)));
        investigation
                .unused()
                .forEach(axis -> table.append("\n  not varied: ")
                        .append(axis.axis())
                        .append(": ")
                        .append(printable(axis.reason())));
        investigation
                .usage()
                .map(UsageAcrossRuns::near)
                .orElse(List.of())
                .forEach(share -> table.append("\n  near a limit: ")
                        .append(printable(share.describe()))
                        .append(", and may reach it on another machine"));
        if (!settledBy.isEmpty()) {
            table.append("\n  settled by: ").append(printable(settledBy));
        }
        return table.toString();
    }

    private String chance() {
        int replays = investigation.replays();
        return "no difference in " + replays + (replays == 1 ? " replay" : " replays")
                + ": if it differs by chance, then in fewer than 1 in "
                + (int) Math.floor(1 / chanceBelow()) + " runs (95 %)";
    }

    private static String describe(Evidence row) {
        String weight = switch (row.kind()) {
            case RULE -> "rule";
            case VETO -> "veto";
            case LIKELIHOOD -> String.format(Locale.ROOT, "%+.3f", row.log10LikelihoodRatio());
        };
        return String.format(Locale.ROOT, "  %-7s %-24s %s", weight, printable(row.id()), printable(row.sentence()));
    }

    private static String describe(CounterExample example) {
        Difference difference = example.difference();
        return "  " + printable(difference.place())
                + "\n    first run: " + printable(difference.first())
                + "\n    replay " + example.run() + ": " + printable(difference.replay());
    }

    private static String printable(String text) {
        return ForeignText.line(text);
    }
}
