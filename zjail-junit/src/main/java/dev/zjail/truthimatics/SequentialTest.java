package dev.zjail.truthimatics;

import java.util.List;

/** What follows from evidence. The bounds are those of Wald's sequential probability ratio test. */
final class SequentialTest {
    /** How often at most a nondeterministic program may be called deterministic. */
    private static final double FALSE_DETERMINISTIC = 0.01;
    /** How often at most a deterministic program may be given up. */
    private static final double FALSE_GIVE_UP = 0.05;

    /** From this score on a program is deterministic: 1.978. */
    static final double ACCEPT = Math.log10((1 - FALSE_GIVE_UP) / FALSE_DETERMINISTIC);
    /** Down to this score further runs are not worth making: -1.297. */
    static final double GIVE_UP = Math.log10(FALSE_GIVE_UP / (1 - FALSE_DETERMINISTIC));

    private SequentialTest() {}

    /** Rules reject, whatever else was seen; a veto forbids DETERMINISTIC; the rest is added up. */
    static Verdict verdict(List<Evidence> evidence) {
        if (has(evidence, Evidence.Kind.RULE)) {
            return Verdict.REJECT;
        }
        return !has(evidence, Evidence.Kind.VETO) && score(evidence) >= ACCEPT
                ? Verdict.DETERMINISTIC
                : Verdict.UNCERTAIN;
    }

    /** In ascending order, so that the same evidence in another order makes the same sum to the last bit. */
    static double score(List<Evidence> evidence) {
        return evidence.stream()
                .mapToDouble(Evidence::log10LikelihoodRatio)
                .sorted()
                .reduce(0, Double::sum);
    }

    private static boolean has(List<Evidence> evidence, Evidence.Kind kind) {
        return evidence.stream().anyMatch(row -> row.kind() == kind);
    }
}
