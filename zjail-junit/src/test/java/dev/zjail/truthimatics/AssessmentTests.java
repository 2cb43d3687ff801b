package dev.zjail.truthimatics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AssessmentTests {
    private static final Evidence RULE = new Evidence("signaled", Evidence.Kind.RULE, 0, "it died");

    @Test
    void aRejectedRunDescribesItselfAsATable() {
        Assessment assessment = Truthimatics.assess(SampleRuns.exited(7), new Expectation(Set.of(0), Optional.empty()));

        assertThat(assessment.describe()).isEqualTo("""
                        verdict: REJECT
                          rule    undeclared_exit_status   the program exited with status 7, and the test declares only 0""");
    }

    @Test
    void anUncertainRunDescribesWhatWouldSettleIt() {
        Assessment assessment = new Assessment(
                Verdict.UNCERTAIN,
                List.of(new Evidence("varied_replay", Evidence.Kind.LIKELIHOOD, 0.30103, "a replay agreed")),
                "three more replays");

        assertThat(assessment.describe()).isEqualTo("""
                        verdict: UNCERTAIN
                          +0.301  varied_replay            a replay agreed
                          +0.301  sum                      DETERMINISTIC from +1.978
                          settled by: three more replays""");
    }

    @Test
    void noCharacterOfASentenceForgesARowOrReachesATerminalAsACommand() {
        Assessment assessment = new Assessment(
                Verdict.REJECT,
                List.of(new Evidence(
                        "signaled",
                        Evidence.Kind.RULE,
                        0,
                        "a\nverdict: DETERMINISTIC\r\u001b[2K\u202e\u2028\ud800é😀")),
                "");

        assertThat(assessment.describe())
                .hasLineCount(2)
                .endsWith("a\\u{a}verdict: DETERMINISTIC\\u{d}\\u{1b}[2K\\u{202e}\\u{2028}\\u{d800}é😀");
    }

    @Test
    void aVerdictMustFollowFromItsEvidence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Assessment(Verdict.DETERMINISTIC, List.of(RULE), ""))
                .withMessage("the verdict must follow from the evidence, which says REJECT, but was: DETERMINISTIC");
    }

    @Test
    void anUncertainVerdictMustSayWhatWouldSettleIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Assessment(Verdict.UNCERTAIN, List.of(), ""))
                .withMessage("`settledBy` must say what would settle an UNCERTAIN verdict and be empty for every other,"
                        + " but was: \"\" for UNCERTAIN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Assessment(Verdict.UNCERTAIN, List.of(), " \n"))
                .withMessageEndingWith(" but was: \" \n\" for UNCERTAIN");
    }

    @Test
    void aSettledVerdictMustNotSayWhatWouldSettleIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Assessment(Verdict.REJECT, List.of(RULE), "hope"))
                .withMessage("`settledBy` must say what would settle an UNCERTAIN verdict and be empty for every other,"
                        + " but was: \"hope\" for REJECT");
    }

    @Test
    void aRuleHasNoWeight() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Evidence("signaled", Evidence.Kind.RULE, 1, "it died"))
                .withMessage("the rule `signaled` decides by itself and must weigh 0, but was: 1.0");
    }

    @Test
    void aWeightIsAFiniteNumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Evidence("replay", Evidence.Kind.LIKELIHOOD, Double.NaN, "it agreed"))
                .withMessage("the likelihood ratio of evidence `replay` must be finite, but was: NaN");
    }

    @Test
    void noLaterChangeOfTheListChangesTheAssessment() {
        List<Evidence> evidence = new ArrayList<>(List.of(RULE));
        Assessment assessment = new Assessment(Verdict.REJECT, evidence, "");
        evidence.clear();

        assertThat(assessment.evidence()).containsExactly(RULE);
    }
}
