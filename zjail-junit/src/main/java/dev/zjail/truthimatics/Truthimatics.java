package dev.zjail.truthimatics;

import dev.zjail.engine.Execution;
import dev.zjail.engine.Termination;
import java.util.ArrayList;
import java.util.List;

/** Placeholder of this branch. */
public final class Truthimatics {
    private Truthimatics() {}

    /**
     * Assesses one run.
     *
     * @param run what was observed
     * @param expectation what the test declared
     * @return an assessment
     */
    public static Assessment assess(Execution run, Expectation expectation) {
        List<Evidence> broken = new ArrayList<>();
        if (!(run.termination() instanceof Termination.Exited exited)
                || !expectation.exitStatuses().contains(exited.status())) {
            broken.add(Evidence.brokenRule("termination", run.termination().describe()));
        }
        if (!run.confinement().complete()) {
            broken.add(Evidence.brokenRule("layer", "a layer was not in force"));
        }
        if (!expectation.fingerprint().map(run.fingerprint()::equals).orElse(true)) {
            broken.add(Evidence.brokenRule("fingerprint", "the fingerprint differs"));
        }
        return broken.isEmpty()
                ? new Assessment(
                        Verdict.UNCERTAIN,
                        List.of(new Evidence("single_run", Evidence.Kind.LIKELIHOOD, 0, "one run")),
                        "replays")
                : new Assessment(Verdict.REJECT, broken, "");
    }
}
