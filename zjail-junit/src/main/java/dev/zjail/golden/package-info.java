/**
 * Golden files: output that a project keeps under version control, and that a run is compared with.
 *
 * <p>For who works here: {@link dev.zjail.golden.GoldenFile} compares and rewrites one file. {@code GoldenSyntax} reads
 * and writes the elisions of a line, {@code GoldenText} matches a whole text, {@code GoldenRewrite} finds which lines
 * of the file stay when the output has changed, {@code GoldenDifference} shows the first difference. All of it works on
 * bytes, one character each (ISO 8859-1): what a program writes need not be text.
 */
@NullMarked
package dev.zjail.golden;

import org.jspecify.annotations.NullMarked;
