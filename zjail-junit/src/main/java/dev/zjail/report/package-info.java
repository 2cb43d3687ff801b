/**
 * What people look at after a test session, and where it is put.
 *
 * <p>Start with {@link dev.zjail.report.SummaryListener}: JUnit calls it when a session ends; where a test was jailed
 * it writes the page and prints four lines. {@link dev.zjail.build.ReportsDirectory} finds the place for both the audit
 * and the report.
 */
@NullMarked
package dev.zjail.report;

import org.jspecify.annotations.NullMarked;
