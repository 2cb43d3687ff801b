/**
 * System call policies: which calls a guest may make, with which arguments, and the seccomp filter that holds it to
 * that.
 *
 * <p>Start with {@link dev.zjail.engine.policy.RequestedPolicy}, which is what people ask for: a
 * {@link dev.zjail.engine.policy.RequestedPolicy.BuiltIn} or an {@link dev.zjail.engine.policy.OwnPolicy}. With the
 * linkage of a program it resolves to a {@link dev.zjail.engine.policy.SyscallPolicy}, which takes further calls,
 * explains itself and compiles into a {@link dev.zjail.engine.policy.SeccompProgram}. The launcher installs that
 * program. The built-in policies themselves are in {@code BuiltInPolicies}; what becomes of a call that no rule allows
 * is decided in {@code PolicyCompiler}, in one place; the names and numbers of the system calls are in
 * {@code syscalls.tsv}.
 *
 * <p>A leaf: it knows no other package of the engine.
 */
@NullMarked
package dev.zjail.engine.policy;

import org.jspecify.annotations.NullMarked;
