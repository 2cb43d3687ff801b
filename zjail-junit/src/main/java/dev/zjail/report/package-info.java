/** Placeholder of this branch. */
@NullMarked
package dev.zjail.report;

import org.jspecify.annotations.NullMarked;
