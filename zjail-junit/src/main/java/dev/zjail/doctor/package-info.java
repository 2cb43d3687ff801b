/**
 * The doctor as a command: {@link dev.zjail.doctor.DoctorCommand} prints what
 * {@link dev.zjail.engine.doctor.Doctor#examine()} finds on this host, for people or as JSON, and exits with 0, 1 or 2.
 */
@NullMarked
package dev.zjail.doctor;

import org.jspecify.annotations.NullMarked;
