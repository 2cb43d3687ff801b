/**
 * AssertJ: assertions on jailed runs. The only package that needs AssertJ; a project without it can use all others.
 *
 * <p>For users: {@link dev.zjail.assertj.ZjailAssertions#assertThat(dev.zjail.junit.JailResult)} begins,
 * {@link dev.zjail.assertj.ZjailBDDAssertions} has {@code then}, {@link dev.zjail.assertj.ZjailSoftAssertions}
 * collects, {@link dev.zjail.assertj.ZjailAssertFactories} serves {@code asInstanceOf} and {@code extracting}.
 *
 * <p>For who works here: the assertions are in {@link dev.zjail.assertj.JailResultAssert}, the texts of their failures
 * in {@code FailureText}. A failure says what was expected, how the run ended in words, the evidence, both streams and
 * where the audit file is. Whatever a program wrote is escaped and never a format string.
 */
@NullMarked
package dev.zjail.assertj;

import org.jspecify.annotations.NullMarked;
