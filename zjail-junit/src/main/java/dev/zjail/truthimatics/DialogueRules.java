package dev.zjail.truthimatics;

import dev.zjail.engine.Dialogue;
import dev.zjail.engine.Execution;
import java.util.ArrayList;
import java.util.List;

/** What can be said of a run in which the test talked with the program: rejected, or uncertain. */
final class DialogueRules {
    private static final String SETTLED_BY =
            "a run on the same input given at once, by withStdin, with replays: a dialogue cannot be replayed";

    private DialogueRules() {}

    static Assessment assess(Execution run, Dialogue dialogue, Expectation expectation) {
        List<Evidence> evidence = new ArrayList<>(RejectionRules.broken(run, expectation));
        if (evidence.isEmpty()) {
            evidence.add(
                    dialogue.endedByCaller()
                            ? new Evidence(
                                    "ended_by_test",
                                    Evidence.Kind.LIKELIHOOD,
                                    0,
                                    "the test ended the program: how it would have ended is not known")
                            : new Evidence(
                                    "dialogue",
                                    Evidence.Kind.LIKELIHOOD,
                                    0,
                                    "one dialogue with the program ended as declared with every layer in force; another"
                                            + " may take another course"));
        }
        Verdict verdict = SequentialTest.verdict(evidence);
        return new Assessment(verdict, evidence, verdict == Verdict.UNCERTAIN ? SETTLED_BY : "");
    }
}
