/**
 * The first tests that users would write of real programs, run through the public API. Each is a row of
 * {@code src/test/programs.json}: what the user writes first, and the lines that have to be added until it passes.
 * {@link dev.zjail.programs.ProgramsTests} holds every row to what it says, and writes docs/programs.md.
 */
package dev.zjail.programs;
