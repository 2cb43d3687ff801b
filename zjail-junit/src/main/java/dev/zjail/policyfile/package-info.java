/**
 * Policies that a project keeps in JSON files. {@code docs/policies.md} describes them, and
 * {@code docs/policy.schema.json} is their JSON Schema.
 *
 * <p>Start with {@link dev.zjail.policyfile.PolicyFile}. What a value means, and whether it can be, the engine's
 * {@code OwnPolicy} says; here it is read, and every error is given the line and column of the value that caused it.
 */
@NullMarked
package dev.zjail.policyfile;

import org.jspecify.annotations.NullMarked;
