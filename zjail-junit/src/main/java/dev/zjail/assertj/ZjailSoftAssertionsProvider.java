package dev.zjail.assertj;

import dev.zjail.engine.CollectedFile;
import dev.zjail.engine.Usage;
import dev.zjail.junit.JailResult;
import dev.zjail.truthimatics.Assessment;
import org.apiguardian.api.API;
import org.assertj.core.api.SoftAssertionsProvider;

/**
 * Adds assertions on jailed runs to soft assertions of one's own.
 *
 * <pre>{@code
 * class ProjectSoftAssertions extends SoftAssertions implements ZjailSoftAssertionsProvider {}
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ZjailSoftAssertionsProvider extends SoftAssertionsProvider {
    /**
     * Begins assertions on a jailed run.
     *
     * @param actual the run
     * @return assertions on it
     */
    default JailResultAssert assertThat(JailResult actual) {
        return proxy(JailResultAssert.class, JailResult.class, actual);
    }

    /**
     * Begins assertions on a file that came back from the jail.
     *
     * @param actual the file
     * @return assertions on it
     */
    default CollectedFileAssert assertThat(CollectedFile actual) {
        return proxy(CollectedFileAssert.class, CollectedFile.class, actual);
    }

    /**
     * Begins assertions on what a program used.
     *
     * @param actual the usage
     * @return assertions on it
     */
    default UsageAssert assertThat(Usage actual) {
        return proxy(UsageAssert.class, Usage.class, actual);
    }

    /**
     * Begins assertions on a verdict and its evidence.
     *
     * @param actual the assessment
     * @return assertions on it
     */
    default AssessmentAssert assertThat(Assessment actual) {
        return proxy(AssessmentAssert.class, Assessment.class, actual);
    }
}
