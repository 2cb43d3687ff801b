package dev.zjail.engine;

import java.nio.file.Path;
import java.util.List;

/**
 * What surrounds a run and is no input of it: a deterministic program does the same whatever it is. Replays vary it.
 * Immutable.
 *
 * @param layoutRandomized whether the kernel randomizes the address space (personality(2), ADDR_NO_RANDOMIZE)
 * @param singleCpu whether all processes of the run share one CPU (sched_setaffinity(2)), or may use every one that
 *     this Java virtual machine may use
 * @param hostName the name that uname(2) gives in the jail: 1 to 64 bytes
 * @param workingDirectory where the program begins: a directory that is in the jail
 * @param processId the process id of the program in its pid namespace; 1 is the init's
 * @param stackBytes its soft limit for the stack (RLIMIT_STACK), never below the usual one
 * @param furtherEnvironment entries of the form {@code NAME=value} behind those of the specification, which has none of
 *     these names
 */
public record Conditions(
        boolean layoutRandomized,
        boolean singleCpu,
        String hostName,
        Path workingDirectory,
        int processId,
        long stackBytes,
        List<String> furtherEnvironment) {
    /** What a run has if nobody asks for anything else. */
    public static final Conditions USUAL = new Conditions(true, false, "jail", Path.of("/"), 2, 8L << 20, List.of());

    /** Copies the environment. */
    public Conditions {
        furtherEnvironment = List.copyOf(furtherEnvironment);
    }
}
