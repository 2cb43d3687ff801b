/**
 * The audit: one JSON record for every jailed run, in a trail whose lines are chained by their digests, and in a file
 * of its own for each run. {@code docs/audit.md} describes every field.
 *
 * <p>Start with {@link dev.zjail.audit.AuditTrail}, which writes; {@link dev.zjail.audit.Trail} reads what was written
 * and checks the chain. Everything a guest or a test named is data here: bounded, and escaped to ASCII.
 */
@NullMarked
package dev.zjail.audit;

import org.jspecify.annotations.NullMarked;
