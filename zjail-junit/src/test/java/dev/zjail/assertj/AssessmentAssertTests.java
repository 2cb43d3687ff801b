package dev.zjail.assertj;

import static dev.zjail.assertj.Failing.failureOf;
import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.junit.SampleRuns;
import dev.zjail.truthimatics.Assessment;
import dev.zjail.truthimatics.Expectation;
import dev.zjail.truthimatics.ProgramEngine;
import dev.zjail.truthimatics.Question;
import dev.zjail.truthimatics.SampleUsages;
import dev.zjail.truthimatics.Truthimatics;
import dev.zjail.truthimatics.Verdict;
import dev.zjail.truthimatics.Weights;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AssessmentAssertTests {
    private final Assessment assessment =
            SampleRuns.uncertain(SampleRuns.greeting()).assessment();

    @Test
    void verifies_the_verdict() {
        AssessmentAssert assertion = assertThat(assessment);
        assertThat(assertion.hasVerdict(Verdict.UNCERTAIN)).isSameAs(assertion);
        assertThat(failureOf(() -> assertThat(assessment).hasVerdict(Verdict.REJECT)))
                .hasMessage("\nExpected: verdict REJECT\nActual:\n" + assessment.describe());
    }

    @Test
    void verifies_that_evidence_is_there() {
        AssessmentAssert assertion = assertThat(assessment);
        assertThat(assertion.hasEvidence("single_run")).isSameAs(assertion);
        assertThat(failureOf(() -> assertThat(assessment).hasEvidence("single")))
                .hasMessage("\nExpected: evidence single\nActual:\n" + assessment.describe());
    }

    @Test
    void verifies_that_no_run_came_near_a_limit() {
        Assessment far = assess(Duration.ofMillis(3_749));
        AssessmentAssert assertion = assertThat(far);
        assertThat(assertion.isNearNoLimit()).isSameAs(assertion);

        Assessment near = assess(Duration.ofMillis(3_750));
        assertThat(failureOf(() -> assertThat(near).isNearNoLimit()))
                .hasMessage("\nExpected: further runs on the same input, and none of them near a limit\nActual:\n"
                        + near.describe())
                .hasMessageContaining(
                        "near a limit: used 75 % of the CPU limit of 5 s in the first run, and may reach it on another"
                                + " machine");
    }

    /** What was not looked at is not known to be far. */
    @Test
    void knows_of_no_limit_where_no_further_run_was_made() {
        assertThat(failureOf(() -> assertThat(assessment).isNearNoLimit()))
                .hasMessage("\nExpected: further runs on the same input, and none of them near a limit\nActual:\n"
                        + assessment.describe());
    }

    private static Assessment assess(Duration cpu) {
        ProgramEngine engine =
                ProgramEngine.of((spec, conditions, before) -> SampleUsages.cpu(ProgramEngine.wrote(spec, ""), cpu));
        Question question = Question.of(new Expectation(Set.of(0), Optional.empty()), 2);
        return Truthimatics.assess(engine, engine.run(ProgramEngine.SPEC), question, Weights::shipped);
    }
}
