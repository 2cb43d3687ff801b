/**
 * The engine: confines one process and reports what was observed of it.
 *
 * <p>Start with {@link dev.zjail.engine.Engine}: it takes a {@link dev.zjail.engine.JailSpec} (everything one run
 * needs, validated) and answers with an {@link dev.zjail.engine.Execution} (the facts of that run; no verdict, no JSON,
 * no JUnit). How a run ended is a {@link dev.zjail.engine.Termination}; a host that cannot confine is a
 * {@link dev.zjail.engine.ConfinementException}; a wrong request is an
 * {@link dev.zjail.engine.InvalidJailSpecException}. The three can never be mistaken for one another.
 *
 * <p>Below this package lie {@code launcher} (the process that confines), {@code policy} (system call allow-lists),
 * {@code rootfs} (what the guest sees as its root directory) and {@code libc} (native calls). Nothing there knows this
 * package, but for {@code launcher}, which knows the values declared here.
 */
@NullMarked
package dev.zjail.engine;

import org.jspecify.annotations.NullMarked;
