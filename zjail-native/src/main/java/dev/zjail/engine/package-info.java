/**
 * The engine: confines one process and reports what was observed of it.
 *
 * <p>Start with {@link dev.zjail.engine.Engine}: it takes a {@link dev.zjail.engine.JailSpec} (everything one run
 * needs, validated) and answers with an {@link dev.zjail.engine.Execution} (the facts of that run; no verdict, no JSON,
 * no JUnit). How a run ended is a {@link dev.zjail.engine.Termination}; a host that cannot confine is a
 * {@link dev.zjail.engine.ConfinementException}; a wrong request is an
 * {@link dev.zjail.engine.InvalidJailSpecException}. The three can never be mistaken for one another.
 *
 * <p>This package holds what goes in and what comes out. It is made of {@code policy} (which system calls are allowed)
 * and {@code rootfs} (what the guest sees as its root directory). {@code launcher} does the work: its
 * {@code HostEngine} is the {@code Engine} of this host. Nothing here knows it.
 */
@NullMarked
package dev.zjail.engine;

import org.jspecify.annotations.NullMarked;
