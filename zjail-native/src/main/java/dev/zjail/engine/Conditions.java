package dev.zjail.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * What surrounds a run and is no input of it: a deterministic program does the same whatever it is. Replays vary it.
 * Immutable, and validated as far as that is possible without a {@link JailSpec}.
 *
 * <p>Each condition is looked at when the program is at its first instruction; one that is found to be other than asked
 * leaves the layer that shows it not in force ({@link Layer#NAMESPACES}, {@link Layer#INHERITANCE},
 * {@link Layer#RESOURCE_LIMITS}, {@link Layer#ROOTFS}). What only the host's root can see from outside is the layout,
 * which the launcher reads back before the program begins, and the environment.
 *
 * @param layoutRandomized whether the kernel randomizes the address space (personality(2), ADDR_NO_RANDOMIZE); where
 *     the host itself randomizes nothing ({@code kernel.randomize_va_space}), this cannot make it
 * @param singleCpu whether all processes of the run share one CPU (sched_setaffinity(2)), or may use every one that
 *     this Java virtual machine may use
 * @param hostName the name that uname(2) gives in the jail: 1 to 64 letters, digits, dots, hyphens and underscores
 * @param workingDirectory where the program begins: a directory that is in the jail, absolute and without {@code .} or
 *     {@code ..}; {@code /} leaves it to the specification
 * @param processId the process id of the program in its pid namespace, 2 to 4194303, and below {@code kernel.pid_max};
 *     1 is the init's. Whatever the program forks is numbered from 2 on or from behind it, as the kernel likes.
 * @param stackBytes its limit for the stack (RLIMIT_STACK), at least the usual 8 MiB; where the limit for memory is
 *     smaller, that is the limit for the stack too
 * @param furtherEnvironment entries of the form {@code NAME=value} behind those of the specification, which has none of
 *     these names
 * @param answers what it is told otherwise than it is
 * @param schedule whose threads and processes are held up; not together with other answers
 * @param inputPace when it gets its standard input
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Conditions(
        boolean layoutRandomized,
        boolean singleCpu,
        String hostName,
        Path workingDirectory,
        int processId,
        long stackBytes,
        List<String> furtherEnvironment,
        Answers answers,
        Schedule schedule,
        InputPace inputPace) {
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int FIRST_PROCESS_ID = 2;

    /** PID_MAX_LIMIT of 64-bit Linux (include/linux/threads.h) less one. */
    private static final int LAST_PROCESS_ID = (4 << 20) - 1;

    private static final long USUAL_STACK_BYTES = 8L << 20;

    /** What a run has if nobody asks for anything else. */
    public static final Conditions DEFAULTS =
            new Conditions(true, false, "jail", Path.of("/"), FIRST_PROCESS_ID, USUAL_STACK_BYTES, List.of());

    /**
     * Checks each component by itself.
     *
     * @throws InvalidJailSpecException if a component breaks its rule
     */
    public Conditions {
        furtherEnvironment = List.copyOf(furtherEnvironment);
        require(
                HOST_NAME.matcher(hostName).matches(),
                "hostName",
                "must be 1 to 64 letters, digits, dots, hyphens and underscores",
                "\"" + hostName + "\"");
        UnicodeText.requireNoNul("conditions.workingDirectory", workingDirectory.toString());
        require(
                workingDirectory.isAbsolute() && workingDirectory.normalize().equals(workingDirectory),
                "workingDirectory",
                "must be an absolute path without . and ..",
                workingDirectory.toString());
        require(
                processId >= FIRST_PROCESS_ID && processId <= LAST_PROCESS_ID,
                "processId",
                "must be " + FIRST_PROCESS_ID + " to " + LAST_PROCESS_ID,
                Integer.toString(processId));
        require(
                stackBytes >= USUAL_STACK_BYTES,
                "stackBytes",
                "must be at least " + USUAL_STACK_BYTES + " bytes, which is usual",
                stackBytes + " bytes");
        EnvironmentEntries.require("conditions.furtherEnvironment", furtherEnvironment);
        require(
                answers.equals(Answers.AS_IT_IS) || schedule.equals(Schedule.OF_KERNEL),
                "schedule",
                "must be the kernel's where answers are not as it is",
                schedule.toString());
    }

    /**
     * Makes conditions in which a program is told everything as it is, in the kernel's order, and gets its input at
     * once.
     *
     * @param layoutRandomized whether the kernel randomizes the address space
     * @param singleCpu whether all processes share one CPU
     * @param hostName the name that uname(2) gives
     * @param workingDirectory where the program begins
     * @param processId its process id
     * @param stackBytes its limit for the stack
     * @param furtherEnvironment entries behind those of the specification
     */
    public Conditions(
            boolean layoutRandomized,
            boolean singleCpu,
            String hostName,
            Path workingDirectory,
            int processId,
            long stackBytes,
            List<String> furtherEnvironment) {
        this(
                layoutRandomized,
                singleCpu,
                hostName,
                workingDirectory,
                processId,
                stackBytes,
                furtherEnvironment,
                Answers.AS_IT_IS,
                Schedule.OF_KERNEL,
                InputPace.AT_ONCE);
    }

    private static void require(boolean condition, String component, String rule, String found) {
        if (!condition) {
            throw new InvalidJailSpecException(
                    "conditions." + component, rule, found, "take another value, or that of Conditions.DEFAULTS");
        }
    }

    /**
     * Decides where a program begins.
     *
     * @param spec the specification
     * @return the directory of these conditions, unless they leave it to the specification
     */
    public Path workingDirectory(JailSpec spec) {
        return workingDirectory.equals(DEFAULTS.workingDirectory) ? spec.workingDirectory() : workingDirectory;
    }

    /**
     * Checks that no declared input is changed.
     *
     * @param environment the environment of the specification
     * @throws InvalidJailSpecException if it has one of the names
     */
    public void requireOtherNamesThan(List<String> environment) {
        Set<String> declared =
                environment.stream().map(EnvironmentEntries::name).collect(Collectors.toSet());
        for (String entry : furtherEnvironment) {
            require(
                    !declared.contains(EnvironmentEntries.name(entry)),
                    "furtherEnvironment",
                    "must have no name that the specification declares",
                    "\"" + EnvironmentEntries.name(entry) + "\"");
        }
    }
}
