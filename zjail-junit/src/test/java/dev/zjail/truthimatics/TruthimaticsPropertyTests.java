package dev.zjail.truthimatics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.Execution;
import dev.zjail.engine.NondeterminismSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What must hold whatever was observed and whatever the corpus says. */
class TruthimaticsPropertyTests {
    private static final int TRIALS = 300;

    private final Generator generate = Generator.seeded();
    private final Map<Verdict, Integer> seen = new EnumMap<>(Verdict.class);

    @Test
    void theOrderOfTheEvidenceIsIrrelevant() {
        for (int trial = 0; trial < TRIALS; trial++) {
            List<Evidence> rows = new ArrayList<>(generate.weights().weigh(generate.agreement()));
            if (generate.random().nextInt(3) == 0) {
                rows.add(Evidence.veto("difference", "it differs", List.of("replay 1")));
            }
            if (generate.random().nextInt(3) == 0) {
                rows.add(Evidence.brokenRule("signaled", "it died"));
            }
            List<Evidence> shuffled = new ArrayList<>(rows);
            Collections.shuffle(shuffled, generate.random());

            assertThat(SequentialTest.score(shuffled)).isEqualTo(SequentialTest.score(rows));
            assertThat(SequentialTest.verdict(shuffled)).isEqualTo(SequentialTest.verdict(rows));
        }
    }

    @Test
    void theOrderOfTheReplaysIsIrrelevant() {
        for (int trial = 0; trial < TRIALS; trial++) {
            List<Integer> steps = new ArrayList<>(generate.steps());
            Findings one = Findings.NONE;
            for (int step : steps) {
                one = Generator.match(one, step);
            }
            Collections.shuffle(steps, generate.random());
            Findings other = Findings.NONE;
            for (int step : steps) {
                other = Generator.match(other, step);
            }

            assertThat(other).isEqualTo(one);
        }
    }

    @Test
    void theSameReplayTwiceAddsNothing() {
        for (int trial = 0; trial < TRIALS; trial++) {
            Findings findings = Generator.match(generate.agreement(), 1 + trial % 10);
            Weights weights = generate.weights();

            assertThat(weights.score(Generator.match(findings, 1 + trial % 10))).isEqualTo(weights.score(findings));
        }
    }

    @Test
    void aReplayThatAgreesNeverLowersTheScore() {
        int raised = 0;
        for (int trial = 0; trial < 5 * TRIALS; trial++) {
            Findings findings = generate.agreement();
            Weights weights = generate.weights();
            double before = weights.score(findings);
            double after = weights.score(Generator.match(findings, 1 + trial % 10));

            assertThat(after).isGreaterThanOrEqualTo(before - 1e-9);
            raised += after > before ? 1 : 0;
        }
        assertThat(raised).isGreaterThan(TRIALS / 2);
    }

    @Test
    void otherInputsThatChangeItNeverLowerTheScore() {
        for (int trial = 0; trial < TRIALS; trial++) {
            Findings findings = generate.agreement();
            Weights weights = generate.weights();
            double change = weights.score(findings.withContrast(true)) - weights.score(findings);

            assertThat(change).isGreaterThanOrEqualTo(-1e-9);
        }
    }

    @Test
    void anEarlierBuildThatAgreesNeverLowersTheScore() {
        for (int trial = 0; trial < TRIALS; trial++) {
            Findings findings = generate.agreement();
            Weights weights = generate.weights();

            assertThat(weights.score(findings.withPast(Findings.Agreement.SAME)))
                    .isGreaterThanOrEqualTo(weights.score(findings.withPast(Findings.Agreement.OTHER_PROGRAM)) - 1e-9);
        }
    }

    @Test
    void oneMoreSourceNeverRaisesTheScoreAboveThatOfEachAlone() {
        for (int trial = 0; trial < TRIALS; trial++) {
            Findings findings = Generator.match(Findings.NONE, 1);
            Weights weights = generate.weights();
            NondeterminismSource one = generate.source();
            NondeterminismSource other = generate.source();
            Set<NondeterminismSource> open = Sources.open(EnumSet.of(one, other), List.of());

            for (NondeterminismSource each : open) {
                assertThat(weights.score(findings.withSources(open)))
                        .isLessThanOrEqualTo(weights.score(findings.withSources(Set.of(each))) + 1e-9);
            }
        }
    }

    @Test
    void noEvidenceIsUncertain() {
        assertThat(SequentialTest.verdict(List.of())).isEqualTo(Verdict.UNCERTAIN);
        assertThat(SequentialTest.score(List.of())).isZero();
    }

    @Test
    void whateverHappensTheVerdictFollowsFromTheRowsAndTheRowsSum() {
        for (int trial = 0; trial < TRIALS; trial++) {
            Assessment assessment = investigated(generate.engine(), generate.question(), generate.weights());
            seen.merge(assessment.verdict(), 1, Integer::sum);

            assertThat(assessment.score())
                    .isCloseTo(
                            assessment.evidence().stream()
                                    .mapToDouble(Evidence::log10LikelihoodRatio)
                                    .sum(),
                            within(1e-9));
            assertThat(assessment.verdict()).isEqualTo(SequentialTest.verdict(assessment.evidence()));
            assertThat(assessment.describe()).startsWith("verdict: " + assessment.verdict());
        }
        assertThat(seen).containsOnlyKeys(Verdict.values());
    }

    @Test
    void aDifferenceNeverYieldsDeterministic() {
        int differences = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            Assessment assessment = investigated(generate.engine(), generate.question(), generate.weights());
            if (assessment.counterExample().isPresent()) {
                differences++;
                assertThat(assessment.verdict()).isNotEqualTo(Verdict.DETERMINISTIC);
            }
        }
        assertThat(differences).isGreaterThan(TRIALS / 20);
    }

    @Test
    void theBudgetIsKept() {
        for (int trial = 0; trial < TRIALS; trial++) {
            ProgramEngine engine = generate.engine();
            Question question = generate.question();
            Assessment assessment = investigated(engine, question, generate.weights());

            assertThat(assessment.investigation().replays()).isLessThanOrEqualTo(question.replays());
            assertThat(engine.conditions())
                    .hasSizeLessThanOrEqualTo(
                            1 + question.replays() + question.contrasts().size());
        }
    }

    @Test
    void aFailureOfTheHarnessNeverChangesTheScore() {
        int failures = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            Weights weights = generate.weights();
            Question question = generate.question();
            ProgramEngine engine = ProgramEngine.deterministic();
            int fails = 1 + generate.random().nextInt(6);
            ProgramEngine failing = ProgramEngine.of((spec, conditions, before) -> {
                if (before == fails) {
                    throw new ConfinementException("launcher", "fork(2)", "EAGAIN", "it is full", "empty it");
                }
                return ProgramEngine.wrote(spec, spec.stdin().text());
            });
            Execution first = failing.run(ProgramEngine.SPEC);
            Investigation investigation = Investigation.of(first, question, Optional.of(weights), 2);
            failures += carryOn(failing, first, investigation);

            assertThat(investigation.assessment()).isEqualTo(investigated(engine, question, weights));
        }
        assertThat(failures).isGreaterThan(TRIALS / 2);
    }

    /** Goes on after a failure, as nobody does, to see that it left no trace. */
    private static int carryOn(ProgramEngine engine, Execution first, Investigation investigation) {
        Findings before = investigation.findings();
        try {
            Truthimatics.carryOut(engine, first, investigation);
            return 0;
        } catch (ConfinementException e) {
            assertThat(investigation.findings().broken()).isEqualTo(before.broken());
            Truthimatics.carryOut(engine, first, investigation);
            return 1;
        }
    }

    private static Assessment investigated(ProgramEngine engine, Question question, Weights weights) {
        Execution first = engine.run(ProgramEngine.SPEC);
        Investigation investigation = Investigation.of(first, question, Optional.of(weights), 2);
        Truthimatics.carryOut(engine, first, investigation);
        return investigation.assessment();
    }
}
