/**
 * Text that others wrote (a program under test, a test, a host), made fit to be shown. It knows no other package of
 * zjail, and every other may use it.
 */
@NullMarked
package dev.zjail.engine.text;

import org.jspecify.annotations.NullMarked;
