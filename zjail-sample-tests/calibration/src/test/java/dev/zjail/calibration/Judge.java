package dev.zjail.calibration;

import dev.zjail.calibration.corpus.CorpusProgram;
import dev.zjail.engine.Engine;
import dev.zjail.engine.Execution;
import dev.zjail.truthimatics.Assessment;
import dev.zjail.truthimatics.CalibrationResult;
import dev.zjail.truthimatics.Evidence;
import dev.zjail.truthimatics.Expectation;
import dev.zjail.truthimatics.Question;
import dev.zjail.truthimatics.Truthimatics;
import dev.zjail.truthimatics.Weights;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Judges programs of the corpus as a test would, but each by weights that know nothing of its class.
 *
 * @param engine what makes the runs
 * @param weights the weights that know all classes
 * @param replays the budget of replays
 */
record Judge(Engine engine, Weights weights, int replays) {

    Judgement judge(CorpusProgram program) {
        Weights others = weights.without(program.programClass());
        Execution first = engine.run(program.spec());
        Question question = Question.of(new Expectation(program.exitStatuses(), Optional.empty()), replays)
                .withContrasts(program.contrasts());
        Assessment assessment = Truthimatics.assess(engine, first, question, () -> others);
        return new Judgement(
                program.id(),
                program.programClass(),
                program.nature(),
                assessment.verdict(),
                log10LikelihoodRatio(assessment, others.programs()),
                1
                        + assessment.investigation().replays()
                        + assessment.investigation().contrasts(),
                assessment.evidence().stream()
                        .filter(row -> row.kind() != Evidence.Kind.LIKELIHOOD || row.log10LikelihoodRatio() != 0)
                        .map(Evidence::id)
                        .toList());
    }

    /**
     * To the engine, a difference is no matter of weight: it refutes. To compare it with what is, it is worth what the
     * corpus says of it, and takes the place of the replays that agreed before it.
     */
    private static double log10LikelihoodRatio(Assessment assessment, List<CalibrationResult> corpus) {
        return assessment.counterExample().isPresent()
                        || assessment.evidence().stream().anyMatch(Judge::rejects)
                ? ofADifference(corpus)
                : assessment.score();
    }

    private static boolean rejects(Evidence row) {
        return row.kind() == Evidence.Kind.RULE;
    }

    private static double ofADifference(List<CalibrationResult> corpus) {
        return Math.log10(shareThatDiffers(corpus, CalibrationResult::deterministic))
                - Math.log10(shareThatDiffers(corpus, program -> !program.deterministic()));
    }

    /** Smoothed by a half, as the engine's own shares are. */
    private static double shareThatDiffers(List<CalibrationResult> corpus, Predicate<CalibrationResult> which) {
        List<CalibrationResult> all = corpus.stream().filter(which).toList();
        long differ =
                all.stream().filter(program -> program.caught().isPresent()).count();
        return (differ + 0.5) / (all.size() + 1.0);
    }
}
