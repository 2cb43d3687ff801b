/**
 * The rootfs fixture: a directory that holds just what the guest may see.
 *
 * <p>A leaf: it knows no other package of the engine.
 */
@NullMarked
package dev.zjail.engine.rootfs;

import org.jspecify.annotations.NullMarked;
