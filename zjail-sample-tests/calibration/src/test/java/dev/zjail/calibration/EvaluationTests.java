package dev.zjail.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.zjail.calibration.corpus.Nature;
import dev.zjail.truthimatics.Verdict;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An evaluation")
class EvaluationTests {
    @Test
    void countsVerdictsByNature() {
        Evaluation evaluation = new Evaluation(List.of(
                judgement(Nature.DETERMINISTIC, Verdict.DETERMINISTIC, 2),
                judgement(Nature.DETERMINISTIC, Verdict.UNCERTAIN, 1),
                judgement(Nature.NONDETERMINISTIC, Verdict.DETERMINISTIC, 2)));

        assertThat(evaluation.count(Nature.DETERMINISTIC)).isEqualTo(2);
        assertThat(evaluation.share(Nature.DETERMINISTIC, Verdict.UNCERTAIN)).isEqualTo(0.5);
        assertThat(evaluation.wrong(Nature.NONDETERMINISTIC, Verdict.UNCERTAIN, Verdict.REJECT))
                .singleElement()
                .matches(Judgement::isFalselyDeterministic);
    }

    /** By hand: an LR of 1 costs one bit whatever the program is. */
    @Test
    void costsOneIfNothingIsKnown() {
        assertThat(of(0, 0).cllr()).isEqualTo(1);
    }

    @Test
    void costsNextToNothingIfAllIsRightAndLarge() {
        assertThat(of(6, -6).cllr()).isCloseTo(0, within(1e-5));
    }

    /** By hand: log2(1 + 100) on either side. */
    @Test
    void costsMuchIfAllIsWrong() {
        assertThat(of(-2, 2).cllr()).isCloseTo(6.658, within(1e-3));
    }

    /** By hand: one bit of the one nature, and none of the other. */
    @Test
    void costsAsMuchForTheOneNatureAsForTheOther() {
        assertThat(of(0, -6).cllr()).isCloseTo(0.5, within(1e-5));
        assertThat(of(6, 0).cllr()).isCloseTo(0.5, within(1e-5));
    }

    @Test
    void saysWhatABoundWouldLetThrough() {
        Evaluation evaluation = new Evaluation(List.of(
                judgement(Nature.DETERMINISTIC, Verdict.DETERMINISTIC, 2),
                judgement(Nature.DETERMINISTIC, Verdict.UNCERTAIN, 0.5),
                judgement(Nature.NONDETERMINISTIC, Verdict.UNCERTAIN, 1)));

        assertThat(evaluation.roc(0, 1, 1.5))
                .containsExactly(
                        new Evaluation.RocPoint(0, 1, 1),
                        new Evaluation.RocPoint(1, 0.5, 1),
                        new Evaluation.RocPoint(1.5, 0.5, 0));
    }

    @Test
    void tellsMedianAndMaximumOfRuns() {
        Evaluation evaluation = new Evaluation(List.of(
                judgement(Verdict.UNCERTAIN, 9), judgement(Verdict.UNCERTAIN, 2), judgement(Verdict.UNCERTAIN, 3)));

        assertThat(evaluation.medianRuns(Verdict.UNCERTAIN)).isEqualTo(3);
        assertThat(evaluation.maximumRuns(Verdict.UNCERTAIN)).isEqualTo(9);
    }

    @Test
    void takesTheMiddleOfTwoForTheMedian() {
        Evaluation evaluation = new Evaluation(List.of(judgement(Verdict.REJECT, 9), judgement(Verdict.REJECT, 2)));

        assertThat(evaluation.medianRuns(Verdict.REJECT)).isEqualTo(5.5);
    }

    private static Evaluation of(double deterministic, double nondeterministic) {
        return new Evaluation(List.of(
                judgement(Nature.DETERMINISTIC, Verdict.UNCERTAIN, deterministic),
                judgement(Nature.NONDETERMINISTIC, Verdict.UNCERTAIN, nondeterministic)));
    }

    private static Judgement judgement(Nature nature, Verdict verdict, double weight) {
        return new Judgement("p", "c", nature, verdict, weight, 5, List.of());
    }

    private static Judgement judgement(Verdict verdict, int runs) {
        return new Judgement("p", "c", Nature.DETERMINISTIC, verdict, 0, runs, List.of());
    }
}
