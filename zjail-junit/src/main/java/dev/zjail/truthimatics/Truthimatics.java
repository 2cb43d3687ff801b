package dev.zjail.truthimatics;

import dev.zjail.engine.Engine;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.RunInterruptedException;
import java.util.Optional;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * Weighs what was observed of a program. Stateless, and so safe for use by many threads.
 *
 * <p>Rules come first. A denied system call, a death by signal, a limit reached, an exit status the test did not
 * declare, a layer not in force, a pinned fingerprint that differs: each rejects by itself. A run that breaks no rule
 * is clean, and one clean run is {@link Verdict#UNCERTAIN}: it cannot show that the next would be the same. That is
 * what further runs are for: an {@link Investigation} says which.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Truthimatics {
    private Truthimatics() {}

    /**
     * Assesses one run by itself.
     *
     * <p>Of a dialogue this is all that can be said: nobody can say the same things at the same times once more.
     *
     * @param run what was observed
     * @param expectation what the test declared
     * @return {@link Verdict#REJECT} with every broken rule, or {@link Verdict#UNCERTAIN}; never
     *     {@link Verdict#DETERMINISTIC}, for which one run is no evidence
     */
    public static Assessment assess(Execution run, Expectation expectation) {
        return run.dialogue()
                .map(dialogue -> DialogueRules.assess(run, dialogue, expectation))
                .orElseGet(() -> Investigation.of(run, Question.of(expectation, 0), Optional.empty())
                        .assessment());
    }

    /**
     * Assesses a program: makes the further runs that its first one leaves to be made, and weighs them all.
     *
     * @param engine what makes the runs
     * @param first the first run
     * @param question what is to be found out
     * @param weights what observations are worth; asked for only if a further run is
     * @return the verdict
     * @throws dev.zjail.engine.ConfinementException if the host could not confine one of the runs
     * @throws RunInterruptedException if the calling thread is interrupted
     * @throws WeightsException if the weights cannot be used
     */
    public static Assessment assess(Engine engine, Execution first, Question question, Supplier<Weights> weights) {
        Optional<Weights> known = question.asksForNoFurtherRun() ? Optional.empty() : Optional.of(weights.get());
        Investigation investigation = Investigation.of(first, question, known);
        carryOut(engine, first, investigation);
        return investigation.assessment();
    }

    static void carryOut(Engine engine, Execution first, Investigation investigation) {
        JailSpec spec = first.spec();
        for (Optional<FurtherRun> next = investigation.next(); next.isPresent(); next = investigation.next()) {
            FurtherRun run = next.get();
            if (run instanceof FurtherRun.Contrast contrast) {
                investigation.observed(contrast, engine.run(contrast.spec()));
            } else if (run instanceof FurtherRun.Watched watched) {
                investigation.observed(watched, engine.watch(spec));
            } else {
                // The type is sealed: a fourth kind of run would fail here, loudly.
                FurtherRun.Replay replay = (FurtherRun.Replay) run;
                investigation.observed(replay, engine.run(replay.spec(spec), replay.conditions()));
            }
        }
    }
}
