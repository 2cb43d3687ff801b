/**
 * The corpus: some six hundred small C programs whose nature is known because of how they are written, below
 * {@code src/test/c/corpus}. A path there is {@code <nature>/<class>/<program>.c}; docs/calibration.md says what the
 * classes are. Start with {@link dev.zjail.calibration.corpus.Corpus}.
 *
 * <p>The build compiles and judges one program of each class ({@link dev.zjail.calibration.corpus.CorpusTests}); the
 * calibration, {@link dev.zjail.calibration}, goes through all of them.
 */
package dev.zjail.calibration.corpus;
