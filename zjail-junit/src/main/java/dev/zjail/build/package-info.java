/**
 * The build that runs the tests: where it keeps reports, which build it is, and how to run a test again.
 *
 * <p>{@link dev.zjail.build.ReportsDirectory}, {@link dev.zjail.build.Invocation} and
 * {@link dev.zjail.build.RerunCommand} each answer one of these from system properties and configuration parameters;
 * what Surefire and Failsafe told their forks is read in {@code SurefireSettings}. No class of JUnit is needed here.
 */
@NullMarked
package dev.zjail.build;

import org.jspecify.annotations.NullMarked;
