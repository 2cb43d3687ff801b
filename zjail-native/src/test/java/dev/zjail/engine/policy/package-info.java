/**
 * Tests of the policies: the tables against the kernel's headers, the filters against an independent specification in
 * {@code FilterSpecificationTests}, and both against the kernel itself in {@code KernelFilterTests} and
 * {@code OrdinaryProgramTests}.
 */
@NullMarked
package dev.zjail.engine.policy;

import org.jspecify.annotations.NullMarked;
