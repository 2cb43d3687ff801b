package dev.zjail.truthimatics;

import dev.zjail.engine.Engine;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Makes weights out of a corpus of programs whose nature is known. Stateless, and so safe for use by many threads.
 *
 * <p>Each program goes through the same steps as a program under test, but through all of them: without weights nothing
 * is decided early.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Calibration {
    /** The whole plan, and a run for each axis of the step that differs. */
    private static final int ENOUGH = ReplayPlan.CURRENT.steps().size() + Axis.values().length + 1;

    private Calibration() {}

    /**
     * Goes through the whole plan with one program.
     *
     * @param engine what makes the runs
     * @param program its name
     * @param programClass what kind of program it is
     * @param deterministic whether it is one, by construction
     * @param spec what to run
     * @param exitStatuses the exit statuses that are as expected
     * @param contrasts the same program on other inputs
     * @return what was found out
     * @throws IllegalArgumentException if its first run breaks a rule: such a program is rejected, and no weight is
     *     concerned
     */
    public static CalibrationResult measure(
            Engine engine,
            String program,
            String programClass,
            boolean deterministic,
            JailSpec spec,
            Set<Integer> exitStatuses,
            List<JailSpec> contrasts) {
        Execution first = engine.run(spec);
        Question question = Question.of(new Expectation(exitStatuses, Optional.empty()), ENOUGH)
                .withContrasts(contrasts)
                .withInputIndependent(true);
        Investigation investigation = Investigation.of(first, question, Optional.empty());
        Truthimatics.carryOut(engine, first, investigation);
        Findings findings = investigation.findings();
        if (!findings.broken().isEmpty() && findings.rejectedAt().isEmpty()) {
            throw new IllegalArgumentException("the program " + program + " of the corpus must break no rule, but: "
                    + findings.broken().get(0).sentence());
        }
        return new CalibrationResult(
                program,
                programClass,
                deterministic,
                caught(findings),
                findings.sources().orElse(Set.of()),
                findings.contrasts().isEmpty()
                        ? Optional.empty()
                        : Optional.of(findings.contrasts().contains(true)),
                Optional.empty(),
                Optional.empty());
    }

    private static Optional<CalibrationResult.Caught> caught(Findings findings) {
        return findings.counterExample()
                .map(example -> new CalibrationResult.Caught(example.step(), needed(example)))
                .or(() -> findings.rejectedAt()
                        .map(step -> new CalibrationResult.Caught(
                                step, NextReplay.step(step).axes())));
    }

    /** What could not be attributed is taken to need everything that was varied: so it never counts too often. */
    private static Set<Axis> needed(CounterExample example) {
        if (example.factor() instanceof Factor.Dependence dependence) {
            return Set.of(dependence.axis());
        }
        return example.factor() instanceof Factor.Randomness
                ? Set.of()
                : example.varied().keySet();
    }

    /**
     * Makes weights.
     *
     * @param provenance where they come from
     * @param results what was found out about each program of the corpus, vacuous and hostile ones left out
     * @return the weights
     */
    public static Weights fit(Weights.Provenance provenance, List<CalibrationResult> results) {
        return Weights.of(provenance, results);
    }
}
