package dev.zjail.assertj;

import org.apiguardian.api.API;
import org.assertj.core.api.SoftAssertions;

/**
 * Soft assertions that know jailed runs besides everything AssertJ knows: all failures are collected and reported at
 * once. AssertJ's {@code SoftAssertionsExtension} hands one out as a parameter.
 *
 * <pre>{@code
 * SoftAssertionsProvider.assertSoftly(ZjailSoftAssertions.class, softly -> {
 *   softly.assertThat(run).exitedWith(0);
 *   softly.assertThat(run).hasStdout("hello\n");
 * });
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class ZjailSoftAssertions extends SoftAssertions implements ZjailSoftAssertionsProvider {

    /** Begins with nothing collected. */
    public ZjailSoftAssertions() {}
}
