/**
 * What to add to a test whose program did not get far: found in how it ended, in what it wrote and in what it called,
 * by looking only. Nothing here runs anything.
 *
 * <p>Start with {@link dev.zjail.engine.advice.Advice}.
 */
@NullMarked
package dev.zjail.engine.advice;

import org.jspecify.annotations.NullMarked;
