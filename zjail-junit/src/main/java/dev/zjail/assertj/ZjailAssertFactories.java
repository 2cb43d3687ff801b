package dev.zjail.assertj;

import dev.zjail.engine.CollectedFile;
import dev.zjail.engine.Usage;
import dev.zjail.junit.JailResult;
import dev.zjail.truthimatics.Assessment;
import org.apiguardian.api.API;
import org.assertj.core.api.InstanceOfAssertFactory;

/**
 * Factories for {@code asInstanceOf} and {@code extracting}.
 *
 * <pre>{@code
 * assertThat(runs).first(as(JAIL_RESULT)).exitedWith(0);
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ZjailAssertFactories {
    /** For a {@link JailResult}. */
    public static final InstanceOfAssertFactory<JailResult, JailResultAssert> JAIL_RESULT =
            new InstanceOfAssertFactory<>(JailResult.class, ZjailAssertions::assertThat);

    /** For a {@link CollectedFile}. */
    public static final InstanceOfAssertFactory<CollectedFile, CollectedFileAssert> COLLECTED_FILE =
            new InstanceOfAssertFactory<>(CollectedFile.class, ZjailAssertions::assertThat);

    /** For {@link Usage}. */
    public static final InstanceOfAssertFactory<Usage, UsageAssert> USAGE =
            new InstanceOfAssertFactory<>(Usage.class, ZjailAssertions::assertThat);

    /** For an {@link Assessment}. */
    public static final InstanceOfAssertFactory<Assessment, AssessmentAssert> ASSESSMENT =
            new InstanceOfAssertFactory<>(Assessment.class, ZjailAssertions::assertThat);

    private ZjailAssertFactories() {}
}
