/**
 * JUnit: {@code @Jailed} runs a native binary under test in the jail and hands the test what happened.
 *
 * <p>For users: {@link dev.zjail.junit.Jailed} says what a program may do, {@link dev.zjail.junit.JailResult} is what
 * it did, and {@link dev.zjail.junit.Jail} runs it as often as a test likes.
 *
 * <p>For who works here: start with {@code JailedExtension}, which JUnit calls. It finds the annotations with
 * {@code JailedAnnotations}, makes an immutable {@code JailedConfig} of them, and has {@code JailRunner} make the run:
 * engine, verdict, audit record, report entries. Values written as text are read in {@code Quantity} and
 * {@code Setting}; every error text is made in {@code JailErrors}.
 *
 * <p>{@code JailedCasesExtension} makes a test of each case of a {@code CaseDirectory}; {@code CaseJudge} judges it, by
 * a {@code CaseComparison} or by a program. {@code RunScope} is what assertions, in another package, know of the test
 * around a run.
 *
 * <p>This package needs JUnit 5.10 and nothing newer, and no AssertJ.
 */
@NullMarked
package dev.zjail.junit;

import org.jspecify.annotations.NullMarked;
