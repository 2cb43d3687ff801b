/** Placeholder of this branch. */
@NullMarked
package dev.zjail.engine.launcher;

import org.jspecify.annotations.NullMarked;
