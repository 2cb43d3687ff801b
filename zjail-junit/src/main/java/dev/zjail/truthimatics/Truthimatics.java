package dev.zjail.truthimatics;

import dev.zjail.engine.Execution;
import java.util.List;
import java.util.stream.Stream;

/**
 * Weighs what was observed of a program. Stateless, and so safe for use by many threads.
 *
 * <p>Rules come first. A denied system call, a death by signal, a limit reached, an exit status the test did not
 * declare, a layer not in force, a pinned fingerprint that differs: each rejects by itself. A run that breaks no rule
 * is clean, and one clean run is {@link Verdict#UNCERTAIN}: it cannot show that the next would be the same.
 */
public final class Truthimatics {
    private static final Evidence SINGLE_RUN = new Evidence(
            "single_run",
            Evidence.Kind.LIKELIHOOD,
            0,
            "one run ended as declared with every layer in force; a nondeterministic program can do that too");
    private static final String REPLAYS =
            "replays: further runs on the same input, under varied conditions, that show the same outcome; this version"
                    + " makes none";

    private Truthimatics() {}

    /**
     * Assesses one run.
     *
     * @param run what was observed
     * @param expectation what the test declared
     * @param asked the further runs the test asked for; they are not made, and the evidence says so
     * @return {@link Verdict#REJECT} with every broken rule, or {@link Verdict#UNCERTAIN}; never
     *     {@link Verdict#DETERMINISTIC}, for which one run is no evidence
     */
    public static Assessment assess(Execution run, Expectation expectation, FurtherRuns asked) {
        List<Evidence> broken = Rules.broken(run, expectation);
        return broken.isEmpty()
                ? new Assessment(Verdict.UNCERTAIN, joined(List.of(SINGLE_RUN), asked.notMade()), REPLAYS)
                : new Assessment(Verdict.REJECT, joined(broken, asked.notMade()), "");
    }

    private static List<Evidence> joined(List<Evidence> first, List<Evidence> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
