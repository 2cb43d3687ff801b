package dev.zjail.truthimatics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what made a replay differ, one run at a time. First one with nothing varied, then each axis alone, then as many
 * with nothing varied as there are: one of these that differs shows that it is chance. An axis alone that differs is a
 * candidate: from then on one with nothing varied and one with that axis take turns, until the difference has come and
 * gone with it so often that chance would do that in fewer than 1 of 100 searches. Where it is the environment, halves
 * of the variables tell which one. Not safe for use by many threads.
 */
final class FactorSearch {
    /** How often at most an axis may be named for what was chance. */
    private static final double WRONG = 0.01;

    private static final Factor NOT_BY_ONE =
            new Factor.NotFound("what made it differ was not found: no axis alone did, so it may be chance");

    private final int step;
    private final int variant;
    private final Variations variations;
    private final List<Axis> axes;
    private final boolean confirms;
    private int plainAgreed;
    private boolean plainIsNext = true;
    private int tried;
    private int alone;
    private int differed;
    private Optional<Axis> candidate = Optional.empty();
    private Optional<Factor> settled = Optional.empty();
    private Optional<VariableSearch> variable = Optional.empty();

    /**
     * Begins.
     *
     * @param replay the one that differs
     * @param plainAgreed how many runs with nothing varied have agreed before
     * @param confirms whether an axis is named only when chance is excluded; calibration does not ask: of a program
     *     whose difference was taken for chance, replays that do not vary the axis would count as well
     */
    FactorSearch(FurtherRun.Replay replay, Variations variations, int plainAgreed, boolean confirms) {
        this.step = replay.step();
        this.variant = replay.variant();
        this.variations = variations;
        this.axes = List.copyOf(replay.varied().keySet());
        this.plainAgreed = plainAgreed;
        this.confirms = confirms;
        if (axes.isEmpty()) {
            settled = Optional.of(new Factor.Randomness());
        }
    }

    /** The next run, if one is wanted. */
    Optional<FurtherRun.Replay> next() {
        if (variable.isPresent()) {
            return variable.get().next().map(names -> variations.replayOfVariables(step, variant, names));
        }
        if (settled.isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                plainIsNext ? variations.replay(step, Set.of(), 0) : variations.replay(step, Set.of(axis()), variant));
    }

    private Axis axis() {
        return candidate.orElseGet(() -> axes.get(tried));
    }

    /** Takes what became of that run. */
    void observed(boolean differs) {
        if (variable.isPresent()) {
            variable.get().observed(differs);
            settled = variable.get()
                    .found()
                    .filter(name -> !name.equals(Variations.PADDING)) // its name is ours, and only its size can matter
                    .map(name -> (Factor) new Factor.Dependence(Axis.ENVIRONMENT_SIZE, Optional.of(name)))
                    .or(() -> settled);
        } else if (plainIsNext) {
            observedPlain(differs);
        } else {
            observedAlone(differs);
        }
    }

    private void observedPlain(boolean differs) {
        plainAgreed++;
        plainIsNext = candidate.isEmpty() && tried == axes.size();
        if (differs) {
            settled = Optional.of(new Factor.Randomness());
        } else {
            settleIfProven();
        }
    }

    private void observedAlone(boolean differs) {
        if (candidate.isEmpty()) {
            tried++;
            candidate = differs ? Optional.of(axes.get(tried - 1)) : Optional.empty();
        }
        if (candidate.isPresent()) {
            alone++;
            differed += differs ? 1 : 0;
            plainIsNext = true;
            settleIfProven();
        } else if (tried == axes.size()) {
            plainIsNext = true;
            settled = confirms ? Optional.empty() : Optional.of(NOT_BY_ONE);
        }
    }

    private void settleIfProven() {
        if (candidate.isPresent() && (!confirms || isProven(alone, differed, plainAgreed))) {
            Axis axis = candidate.get();
            settled = Optional.of(new Factor.Dependence(axis));
            if (confirms && axis == Axis.ENVIRONMENT_SIZE) {
                variable = Optional.of(new VariableSearch(variations.variables()));
            }
        }
    }

    /**
     * Fisher's exact test: if the axis were nothing to the program, so many of all differences would fall among the
     * runs that vary it in this share of all orders. Each axis that was tried was another chance to be wrong.
     */
    private boolean isProven(int runs, int differences, int agreedWithout) {
        double share = 1;
        for (int i = 0; i < differences; i++) {
            share *= (double) (runs - i) / (runs + agreedWithout - i);
        }
        return share * Math.max(1, tried) < WRONG;
    }

    /** How many more runs it takes if the difference goes on to come and go with the candidate. */
    private int runsToProof() {
        int more = 0;
        boolean plain = plainIsNext;
        int runs = alone;
        int differences = differed;
        int agreed = plainAgreed;
        while (!isProven(runs, differences, agreed)) {
            if (plain) {
                agreed++;
            } else {
                runs++;
                differences++;
            }
            plain = !plain;
            more++;
        }
        return more;
    }

    /**
     * What is known so far.
     *
     * @param replays how many were made
     * @param budgetIsLeft whether there could have been more, had no rule been broken
     */
    Factor factor(int replays, boolean budgetIsLeft) {
        return settled.orElseGet(() -> {
            if (candidate.isEmpty() && tried == axes.size()) {
                return NOT_BY_ONE;
            }
            if (budgetIsLeft) {
                return new Factor.NotFound("what made it differ was not looked for: a rule was broken");
            }
            String usedUp = ": the budget of " + replays + (replays == 1 ? " replay" : " replays") + " was used up";
            return new Factor.NotFound(candidate
                    .map(axis -> "it may depend on " + axis.phrase() + ", or be chance" + usedUp
                            + " before that could be told, and replays = " + (replays + runsToProof()) + " would tell")
                    .orElse("what made it differ was not looked for to the end" + usedUp));
        });
    }

    /** What is known so far, if that is enough. */
    Optional<Factor> settled() {
        return settled;
    }

    /** Halves the variables until one is left, and tries that one alone. */
    private static final class VariableSearch {
        private List<String> suspects;
        private Optional<String> found = Optional.empty();
        private boolean isOver;

        VariableSearch(List<String> suspects) {
            this.suspects = suspects;
        }

        private List<String> half() {
            return suspects.subList(0, (suspects.size() + 1) / 2);
        }

        Optional<List<String>> next() {
            return isOver ? Optional.empty() : Optional.of(half());
        }

        void observed(boolean differs) {
            if (suspects.size() == 1) {
                found = differs ? Optional.of(suspects.get(0)) : Optional.empty();
                isOver = true;
            } else {
                List<String> others = new ArrayList<>(suspects);
                others.removeAll(half());
                suspects = differs ? List.copyOf(half()) : others;
            }
        }

        Optional<String> found() {
            return found;
        }
    }
}
