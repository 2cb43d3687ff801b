package dev.zjail.truthimatics;

import java.util.List;
import org.apiguardian.api.API;

/**
 * One thing that was observed, and what it weighs. Immutable.
 *
 * @param id a stable name for programs that read assessments, such as {@code syscall_denied}
 * @param kind whether it decides by itself or is weighed
 * @param log10LikelihoodRatio how much more probable the observation is of a deterministic program than of another one,
 *     as a logarithm to base 10: 0 says nothing, 1 is ten times as probable; always 0 for what is not weighed
 * @param sentence what was observed, for a person, without a full stop
 * @param runs in which runs, such as {@code first run}, {@code replay 2} or {@code contrast 1}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Evidence(String id, Kind kind, double log10LikelihoodRatio, String sentence, List<String> runs) {
    static final String FIRST_RUN = "first run";

    /** How a piece of evidence counts. */
    public enum Kind {
        /** A broken rule. It is a fact, not a probability: it rejects, whatever else was seen. */
        RULE,
        /** A fact with which the verdict is not {@link Verdict#DETERMINISTIC}, whatever the rest weighs. */
        VETO,
        /** An observation that makes determinism more or less likely. */
        LIKELIHOOD
    }

    /**
     * Copies the runs and checks that the weight fits the kind.
     *
     * @throws IllegalArgumentException if a rule or a veto has a weight, or a weight is not a finite number
     */
    public Evidence {
        if (!Double.isFinite(log10LikelihoodRatio)) {
            throw new IllegalArgumentException(
                    "the likelihood ratio of evidence `" + id + "` must be finite, but was: " + log10LikelihoodRatio);
        }
        if (kind != Kind.LIKELIHOOD && log10LikelihoodRatio != 0) {
            throw new IllegalArgumentException("the " + (kind == Kind.RULE ? "rule" : "veto") + " `" + id
                    + "` decides by itself and must weigh 0, but was: " + log10LikelihoodRatio);
        }
        runs = List.copyOf(runs);
    }

    /**
     * Makes evidence of the first run.
     *
     * @param id a stable name
     * @param kind whether it decides by itself or is weighed
     * @param log10LikelihoodRatio its weight
     * @param sentence what was observed
     */
    public Evidence(String id, Kind kind, double log10LikelihoodRatio, String sentence) {
        this(id, kind, log10LikelihoodRatio, sentence, List.of(FIRST_RUN));
    }

    static Evidence brokenRule(String id, String sentence) {
        return new Evidence(id, Kind.RULE, 0, sentence);
    }

    static Evidence veto(String id, String sentence, List<String> runs) {
        return new Evidence(id, Kind.VETO, 0, sentence, runs);
    }

    /** The same, seen in another run. */
    Evidence in(String run, String causes) {
        return new Evidence(id, kind, log10LikelihoodRatio, "in " + run + causes + ", " + sentence, List.of(run));
    }
}
