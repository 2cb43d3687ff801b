package dev.zjail.truthimatics;

import dev.zjail.engine.JailSpec;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * What a test wants to know of a program beyond one run. Immutable.
 *
 * @param expectation what the test declared
 * @param replays the budget of further runs on the same input, 0 or more
 * @param contrasts the same program on other inputs, each of which should change what it does
 * @param inputIndependent whether the test says that the program does the same whatever its input
 * @param normalisers what may differ between two runs
 * @param past what is known of earlier builds
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Question(
        Expectation expectation,
        int replays,
        List<JailSpec> contrasts,
        boolean inputIndependent,
        Set<Normaliser> normalisers,
        EarlierOutcome past) {

    /**
     * Copies the collections and checks the budget.
     *
     * @throws IllegalArgumentException if the budget is negative
     */
    public Question {
        if (replays < 0) {
            throw new IllegalArgumentException("the budget of replays must not be negative, but was: " + replays);
        }
        contrasts = List.copyOf(contrasts);
        EnumSet<Normaliser> copy = EnumSet.noneOf(Normaliser.class);
        copy.addAll(normalisers);
        normalisers = Collections.unmodifiableSet(copy);
    }

    /**
     * Asks for replays alone.
     *
     * @param expectation what the test declared
     * @param replays the budget of further runs, 0 or more
     * @return a question to refine
     */
    public static Question of(Expectation expectation, int replays) {
        return new Question(expectation, replays, List.of(), false, Set.of(), EarlierOutcome.UNKNOWN);
    }

    /**
     * Replaces the runs on other inputs.
     *
     * @param contrasts what to run
     * @return a changed copy
     */
    public Question withContrasts(List<JailSpec> contrasts) {
        return new Question(expectation, replays, contrasts, inputIndependent, normalisers, past);
    }

    /**
     * Replaces whether the program may do the same whatever its input.
     *
     * @param inputIndependent whether it may
     * @return a changed copy
     */
    public Question withInputIndependent(boolean inputIndependent) {
        return new Question(expectation, replays, contrasts, inputIndependent, normalisers, past);
    }

    /**
     * Replaces what may differ between two runs.
     *
     * @param normalisers what may differ
     * @return a changed copy
     */
    public Question withNormalisers(Set<Normaliser> normalisers) {
        return new Question(expectation, replays, contrasts, inputIndependent, normalisers, past);
    }

    /**
     * Replaces what is known of earlier builds.
     *
     * @param past what is known
     * @return a changed copy
     */
    public Question withPast(EarlierOutcome past) {
        return new Question(expectation, replays, contrasts, inputIndependent, normalisers, past);
    }

    /** Whether no run is to be made beyond the first. */
    boolean asksForNoFurtherRun() {
        return replays == 0 && contrasts.isEmpty();
    }
}
