package dev.zjail.assertj;

import static dev.zjail.assertj.Failing.failureOf;
import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.junit.SampleRuns;
import dev.zjail.truthimatics.Assessment;
import dev.zjail.truthimatics.Verdict;
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
}
