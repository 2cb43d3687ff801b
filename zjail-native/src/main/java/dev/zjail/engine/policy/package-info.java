/**
 * System call policies: which calls a guest may make, with which arguments, and the seccomp filter that holds it to
 * that.
 *
 * <p>Start with {@link dev.zjail.engine.policy.SyscallPolicy}: it names a built-in policy, adds calls to it, explains
 * it and compiles it into a {@link dev.zjail.engine.policy.SeccompProgram}. The program is what the launcher installs
 * and, because it can also be interpreted here, what says afterwards which call it was that ended the guest. The
 * policies themselves are in {@code BuiltInPolicies}; the names and numbers of the system calls are in
 * {@code syscalls.tsv}.
 *
 * <p>A leaf: it knows no other package of the engine.
 */
@NullMarked
package dev.zjail.engine.policy;

import org.jspecify.annotations.NullMarked;
