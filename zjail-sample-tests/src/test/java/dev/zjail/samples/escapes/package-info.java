/**
 * A small corpus of what hostile programs try, beyond the classic scenarios of {@link dev.zjail.samples}.
 *
 * <p>For each attempt there is a test in which the filter kills it, and one in which the filter lets it pass and the
 * kernel's own answer is seen.
 */
package dev.zjail.samples.escapes;
