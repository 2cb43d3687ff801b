package dev.zjail.calibration;

import dev.zjail.calibration.corpus.Nature;
import dev.zjail.truthimatics.Verdict;
import java.util.List;

/**
 * A verdict on a program of the corpus, by weights that know nothing of its class.
 *
 * @param program the program's id
 * @param programClass its class
 * @param nature what it is, by construction
 * @param verdict what was said of it
 * @param log10LikelihoodRatio what the evidence weighs, a difference between two runs included
 * @param runs how many runs it took, the first one included
 * @param reasons the ids of what was decided by and of what weighs something, in order
 */
record Judgement(
        String program,
        String programClass,
        Nature nature,
        Verdict verdict,
        double log10LikelihoodRatio,
        int runs,
        List<String> reasons) {

    Judgement {
        reasons = List.copyOf(reasons);
    }

    boolean isFalselyDeterministic() {
        return nature == Nature.NONDETERMINISTIC && verdict == Verdict.DETERMINISTIC;
    }
}
