package dev.zjail.truthimatics;

/**
 * One thing that was observed, and what it weighs.
 *
 * @param id a stable name for programs that read assessments, such as {@code syscall_denied}
 * @param kind whether it decides by itself or is weighed
 * @param log10LikelihoodRatio how much more probable the observation is of a deterministic program than of another one,
 *     as a logarithm to base 10: 0 says nothing, 1 is ten times as probable; always 0 for a rule
 * @param sentence what was observed, for a person, without a full stop
 */
public record Evidence(String id, Kind kind, double log10LikelihoodRatio, String sentence) {

    /** How a piece of evidence counts. */
    public enum Kind {
        /** A broken rule. It is a fact, not a probability: it rejects, whatever else was seen. */
        RULE,
        /** An observation that makes determinism more or less likely. */
        LIKELIHOOD
    }

    /**
     * Checks that the weight fits the kind.
     *
     * @throws IllegalArgumentException if a rule has a weight, or a weight is not a finite number
     */
    public Evidence {
        if (!Double.isFinite(log10LikelihoodRatio)) {
            throw new IllegalArgumentException(
                    "the likelihood ratio of evidence `" + id + "` must be finite, but was: " + log10LikelihoodRatio);
        }
        if (kind == Kind.RULE && log10LikelihoodRatio != 0) {
            throw new IllegalArgumentException(
                    "the rule `" + id + "` decides by itself and must weigh 0, but was: " + log10LikelihoodRatio);
        }
    }

    static Evidence brokenRule(String id, String sentence) {
        return new Evidence(id, Kind.RULE, 0, sentence);
    }
}
