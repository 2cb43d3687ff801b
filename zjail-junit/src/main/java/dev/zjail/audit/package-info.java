/** Placeholder of this branch. */
@NullMarked
package dev.zjail.audit;

import org.jspecify.annotations.NullMarked;
