/**
 * Drives the launcher, the small C program that confines (its source and theory of operation:
 * {@code src/main/c/main.c}).
 *
 * <p>Start with {@link dev.zjail.engine.launcher.HostEngine}: its method {@code perform} is the sequence of one run.
 * The classes here belong to these groups:
 *
 * <ul>
 *   <li>One run, in order: {@code HostEngine} and what all runs share ({@code HostResources}, {@code PolicyCache});
 *       {@code RequestedRootfs} and {@code RequestCheck} read the request; the latter judges it on this host;
 *       {@code PreparedRun} is what then is decided, with its {@code FilterMode}; {@code Launcher} makes a
 *       {@code Launch} of it, again where {@code BusyProgram} or {@code TakenGuestId} says so; {@code Executions}
 *       assembles the facts.
 *   <li>The conversation with a launcher: {@code LauncherProcess} spawns one and holds it; {@code LaunchSpec} is the
 *       record it reads, {@code LaunchReport} the record it answers with; {@code LauncherAnswers} and
 *       {@code OutputCollector} keep what comes in; {@code GuestInput} is what the guest is given, {@code PacedInput}
 *       when; {@code Interruption} wakes the loop; {@code Talk} is where it meets the thread that talks with the guest;
 *       {@code Descriptors} are what both ends begin with.
 *   <li>What was seen of the guest: {@code Attestation} judges each layer, by {@code HostFacts} and
 *       {@code KernelLimits}; {@code Admission} lets the guest go on or not.
 *   <li>What a run was: {@code Terminations} says how it ended, {@code WatchedRuns} what it drew from,
 *       {@code ObservedRuns} which calls its policy lacks.
 *   <li>What a run left behind: {@code FoundEntry} is one path of it.
 *   <li>Why there was no run: {@code FaultyPrograms} where the program is at fault, {@code Refusals} where the host is;
 *       the words are those of {@code Explanation}, or of {@code RefusalCauses} where this host shows more.
 *   <li>Bounds on memory and processes: {@code Cgroups} makes a {@code JailCgroups} for each run, in a
 *       {@code CgroupPlace}; {@code Cgroup}, {@code MemoryCgroup}, {@code CgroupToJoin} and {@code OutOfMemoryWatch}
 *       are its parts.
 *   <li>What has to be there first: {@code CLibrary}, {@code NativePrograms}, {@code LauncherImage} and
 *       {@code FixtureStorage}, opened without being disturbed ({@code Uninterruptibly}).
 * </ul>
 */
@NullMarked
package dev.zjail.engine.launcher;

import org.jspecify.annotations.NullMarked;
