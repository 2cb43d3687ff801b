package dev.zjail.assertj;

import dev.zjail.engine.CollectedFile;
import dev.zjail.engine.Usage;
import dev.zjail.junit.JailResult;
import dev.zjail.truthimatics.Assessment;
import org.apiguardian.api.API;

/**
 * Begins assertions on jailed runs. Import it statically, beside AssertJ's own {@code assertThat} if you like.
 *
 * <pre>{@code
 * assertThat(run).exitedWith(0).hasStdout("hello\n");
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ZjailAssertions {
    private ZjailAssertions() {}

    /**
     * Begins assertions on a jailed run.
     *
     * @param actual the run
     * @return assertions on it
     */
    public static JailResultAssert assertThat(JailResult actual) {
        return new JailResultAssert(actual);
    }

    /**
     * Begins assertions on a file that came back from the jail.
     *
     * @param actual the file
     * @return assertions on it
     */
    public static CollectedFileAssert assertThat(CollectedFile actual) {
        return new CollectedFileAssert(actual);
    }

    /**
     * Begins assertions on what a program used.
     *
     * @param actual the usage
     * @return assertions on it
     */
    public static UsageAssert assertThat(Usage actual) {
        return new UsageAssert(actual);
    }

    /**
     * Begins assertions on a verdict and its evidence.
     *
     * @param actual the assessment
     * @return assertions on it
     */
    public static AssessmentAssert assertThat(Assessment actual) {
        return new AssessmentAssert(actual);
    }
}
