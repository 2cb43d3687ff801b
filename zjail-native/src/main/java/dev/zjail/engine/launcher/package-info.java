/**
 * Drives the launcher, the small C program that confines (its source and theory of operation:
 * {@code src/main/c/main.c}).
 *
 * <p>Start with {@link dev.zjail.engine.launcher.HostEngine}: it turns a specification into a {@code LaunchSpec} (the
 * record the launcher reads), lets {@code LauncherProcess} spawn a launcher and talk to it, and turns the
 * {@code LaunchReport} (the record it answers with) into an {@link dev.zjail.engine.Execution}: {@code Terminations}
 * says how it ended, {@code Attestation} what was seen of each layer, {@code Refusals} why a host would not confine.
 */
@NullMarked
package dev.zjail.engine.launcher;

import org.jspecify.annotations.NullMarked;
