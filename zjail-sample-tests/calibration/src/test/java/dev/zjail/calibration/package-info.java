/**
 * Measures what observations are worth, on the {@linkplain dev.zjail.calibration.corpus corpus}, and how good the
 * verdicts are that come of it. Start with {@link dev.zjail.calibration.CalibrationCommand}; docs/calibration.md says
 * how to run it and what it found.
 */
package dev.zjail.calibration;
