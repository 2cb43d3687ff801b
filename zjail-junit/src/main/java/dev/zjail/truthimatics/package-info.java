/**
 * Truthimatics: what one may conclude from jailed runs, and the evidence behind it.
 *
 * <p>Start with {@link dev.zjail.truthimatics.Truthimatics#assess}: it takes an execution and what the test declared,
 * and answers with an {@link dev.zjail.truthimatics.Assessment}. Rules come first: one broken rule rejects. What no
 * rule decides is a matter of likelihood, and one run has next to none to offer.
 */
@NullMarked
package dev.zjail.truthimatics;

import org.jspecify.annotations.NullMarked;
