/**
 * Native calls: the only package that knows jnr-ffi.
 *
 * <p>{@link dev.zjail.engine.libc.Libc} is the door: it checks every return value and throws
 * {@link dev.zjail.engine.libc.NativeCallException} with the name of the call and of the error. Behind it lies
 * {@code LibcFunctions}, which mirrors C without any logic.
 *
 * <p>A leaf: it knows no other package of the engine.
 */
@NullMarked
package dev.zjail.engine.libc;

import org.jspecify.annotations.NullMarked;
