/**
 * What several packages of zjail need and none of them owns: text of others made fit to be shown, digests, the files of
 * /proc, the names somebody may have meant. For zjail's own packages only; its classes may change with every version.
 *
 * <p>It knows no other package of zjail, and every other may use it.
 */
@NullMarked
package dev.zjail.internal;

import org.jspecify.annotations.NullMarked;
