package dev.zjail.assertj;

import dev.zjail.truthimatics.Assessment;
import dev.zjail.truthimatics.Axis;
import dev.zjail.truthimatics.CounterExample;
import dev.zjail.truthimatics.Factor;
import dev.zjail.truthimatics.Verdict;
import java.util.Optional;
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

    /**
     * Verifies that a replay was not the same as the first run, and that one axis alone made it differ.
     *
     * @param axis what the program depends on
     * @return this assertion
     * @throws AssertionError if no replay differed, or something else made it differ
     */
    public AssessmentAssert dependsOn(Axis axis) {
        isNotNull();
        if (factor().filter(factor -> factor instanceof Factor.Dependence found && found.axis() == axis)
                .isEmpty()) {
            fail("a replay that differs because of " + axis);
        }
        return this;
    }

    /**
     * Verifies that a replay was not the same as the first run although nothing was varied that a test could declare.
     *
     * @return this assertion
     * @throws AssertionError if no replay differed, or one differs along an axis of the environment
     */
    public AssessmentAssert isNondeterministic() {
        isNotNull();
        if (factor().filter(AssessmentAssert::isChance).isEmpty()) {
            fail("a replay that differs by chance");
        }
        return this;
    }

    /**
     * Verifies that further runs were made on the same input, and that no run used three quarters or more of what it
     * had of CPU time, wall-clock time or memory: there is room for another machine.
     *
     * @return this assertion
     * @throws AssertionError if one did, or there were no such runs
     */
    public AssessmentAssert isNearNoLimit() {
        isNotNull();
        if (actual.investigation()
                .usage()
                .filter(usage -> usage.near().isEmpty())
                .isEmpty()) {
            fail("further runs on the same input, and none of them near a limit");
        }
        return this;
    }

    private Optional<Factor> factor() {
        return actual.counterExample().map(CounterExample::factor);
    }

    private static boolean isChance(Factor factor) {
        return factor instanceof Factor.Dependence dependence
                ? dependence.axis().kind() == Axis.Kind.RANDOMNESS
                : factor instanceof Factor.Randomness;
    }

    private void fail(String expectation) {
        throwAssertionError(new ExactMessage("\nExpected: " + expectation + "\nActual:\n" + actual.describe()));
    }
}
