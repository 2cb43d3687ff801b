package dev.zjail.truthimatics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequentialTestTests {
    private static final Evidence RULE = new Evidence("signaled", Evidence.Kind.RULE, 0, "it died");
    private static final Evidence VETO = Evidence.veto("difference", "it differs", List.of("replay 1"));

    /** By hand: 0.95 / 0.01 and 0.05 / 0.99, as docs/truthimatics.md gives them. */
    @Test
    void theBoundsAreThoseOfTheTwoErrorRates() {
        assertThat(SequentialTest.ACCEPT).isCloseTo(1.97772, within(1e-5));
        assertThat(SequentialTest.GIVE_UP).isCloseTo(-1.29667, within(1e-5));
    }

    @Test
    void whatWeighsAsMuchAsTheBoundIsDeterministicAndTheNextLowerNumberIsNot() {
        assertThat(SequentialTest.verdict(List.of(weighing(SequentialTest.ACCEPT))))
                .isEqualTo(Verdict.DETERMINISTIC);
        assertThat(SequentialTest.verdict(List.of(weighing(Math.nextDown(SequentialTest.ACCEPT)))))
                .isEqualTo(Verdict.UNCERTAIN);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aRuleRejectsAndAVetoForbidsWhereverTheyStand(int place) {
        assertThat(SequentialTest.verdict(among(place, RULE))).isEqualTo(Verdict.REJECT);
        assertThat(SequentialTest.verdict(among(place, VETO))).isEqualTo(Verdict.UNCERTAIN);
    }

    @Test
    void aRuleRejectsBesideAVeto() {
        assertThat(SequentialTest.verdict(List.of(VETO, RULE))).isEqualTo(Verdict.REJECT);
    }

    private static List<Evidence> among(int place, Evidence row) {
        List<Evidence> rows = new ArrayList<>(List.of(weighing(2), weighing(1)));
        rows.add(place, row);
        return rows;
    }

    private static Evidence weighing(double weight) {
        return new Evidence("replay.1", Evidence.Kind.LIKELIHOOD, weight, "it agreed");
    }
}
