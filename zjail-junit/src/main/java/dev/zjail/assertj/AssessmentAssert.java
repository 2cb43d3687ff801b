package dev.zjail.assertj;

import dev.zjail.truthimatics.Assessment;
import dev.zjail.truthimatics.Verdict;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractObjectAssert;

/**
 * Assertions on a verdict and its evidence. Reach it by {@link JailResultAssert#assessment()}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class AssessmentAssert extends AbstractObjectAssert<AssessmentAssert, Assessment> {

    /**
     * Begins assertions on an assessment.
     *
     * @param actual the assessment
     */
    public AssessmentAssert(Assessment actual) {
        super(actual, AssessmentAssert.class);
    }

    /**
     * Verifies the verdict.
     *
     * @param expected the verdict
     * @return this assertion
     * @throws AssertionError if it is another
     */
    public AssessmentAssert hasVerdict(Verdict expected) {
        isNotNull();
        if (actual.verdict() != expected) {
            fail("verdict " + expected);
        }
        return this;
    }

    /**
     * Verifies that a piece of evidence is there.
     *
     * @param id its stable name
     * @return this assertion
     * @throws AssertionError if there is none of that name
     */
    public AssessmentAssert hasEvidence(String id) {
        isNotNull();
        if (actual.evidence().stream().noneMatch(evidence -> evidence.id().equals(id))) {
            fail("evidence " + id);
        }
        return this;
    }

    private void fail(String expectation) {
        throwAssertionError(new ExactMessage("\nExpected: " + expectation + "\nActual:\n" + actual.describe()));
    }
}
