package dev.zjail.assertj;

import dev.zjail.engine.CollectedFile;
import dev.zjail.engine.Usage;
import dev.zjail.junit.JailResult;
import dev.zjail.truthimatics.Assessment;
import org.apiguardian.api.API;

/**
 * Where assertions on jailed runs begin in the style of behaviour-driven development.
 *
 * <pre>{@code
 * then(run).exitedWith(0).hasStdout("hello\n");
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ZjailBDDAssertions {
    private ZjailBDDAssertions() {}

    /**
     * Begins assertions on a jailed run.
     *
     * @param actual the run
     * @return assertions on it
     */
    public static JailResultAssert then(JailResult actual) {
        return ZjailAssertions.assertThat(actual);
    }

    /**
     * Begins assertions on a file that came back from the jail.
     *
     * @param actual the file
     * @return assertions on it
     */
    public static CollectedFileAssert then(CollectedFile actual) {
        return ZjailAssertions.assertThat(actual);
    }

    /**
     * Begins assertions on what a program used.
     *
     * @param actual the usage
     * @return assertions on it
     */
    public static UsageAssert then(Usage actual) {
        return ZjailAssertions.assertThat(actual);
    }

    /**
     * Begins assertions on a verdict and its evidence.
     *
     * @param actual the assessment
     * @return assertions on it
     */
    public static AssessmentAssert then(Assessment actual) {
        return ZjailAssertions.assertThat(actual);
    }
}
