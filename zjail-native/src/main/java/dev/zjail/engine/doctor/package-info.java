/**
 * Examines whether programs can be jailed on this host, and says what is in the way.
 *
 * <p>Start with {@link dev.zjail.engine.doctor.Doctor}: it makes every probe by doing, and answers with a
 * {@link dev.zjail.engine.doctor.Diagnosis}, a list of {@link dev.zjail.engine.doctor.ProbeResult}. The probes in Java
 * are the methods of {@code Examination}, in the order of its list. Those that need a process of their own are made by
 * {@code src/main/c/prober/prober.c}; {@code LauncherProbe} lists them, and {@code ProberAnswer} reads what it says.
 *
 * <p>What a failure means depends on where it happened: {@link dev.zjail.engine.doctor.HostEnvironment} recognises
 * containers, security modules, kernel settings and build services, and {@code Remedies} knows what helps there. Where
 * it knows nothing better, {@link dev.zjail.engine.launcher.Explanation} holds, as for the launcher's own refusals.
 */
@NullMarked
package dev.zjail.engine.doctor;

import org.jspecify.annotations.NullMarked;
