package dev.zjail.engine.policy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * What a policy of one's own says of one system call.
 *
 * @param syscall the kernel's name of the call
 * @param arguments conditions that must all hold; none for "whatever the arguments"
 * @param architectures the machines it is said of; on others this entry says nothing
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record PolicyEntry(String syscall, List<ArgumentMatch> arguments, Set<Architecture> architectures) {

    /** More would only be a mistake, and make a filter the kernel takes long to walk through. */
    private static final int MOST_COMBINATIONS = 256;

    /**
     * Checks the name and what it says of the machines.
     *
     * @throws InvalidPolicyException if there is no such call, one of the machines does not have it, or the values of
     *     the conditions combine in more than 256 ways, or those of a socket name its family only in part
     */
    public PolicyEntry {
        arguments = List.copyOf(arguments);
        if (!SyscallTable.names().contains(syscall)) {
            throw InvalidPolicyException.unknownSyscall("syscall", syscall);
        }
        if (architectures.isEmpty()) {
            throw new InvalidPolicyException(
                    "architectures",
                    "must name at least one architecture",
                    "none",
                    "leave it out to mean every architecture");
        }
        architectures = Set.copyOf(architectures);
        requireOnEvery(architectures, syscall);
        requireFewCombinations(arguments);
        SocketFamilies.requireNamedInFull(syscall, arguments);
    }

    /**
     * A call whatever its arguments and whatever the machine.
     *
     * @param syscall the kernel's name of the call
     * @return the entry
     * @throws InvalidPolicyException if no architecture has a call of that name
     */
    public static PolicyEntry of(String syscall) {
        return of(syscall, List.of());
    }

    /**
     * A call with certain arguments, whatever the machine.
     *
     * @param syscall the kernel's name of the call
     * @param arguments conditions that must all hold
     * @return the entry
     * @throws InvalidPolicyException if no architecture has a call of that name
     */
    public static PolicyEntry of(String syscall, List<ArgumentMatch> arguments) {
        return new PolicyEntry(syscall, arguments, EnumSet.allOf(Architecture.class));
    }

    private static void requireOnEvery(Set<Architecture> architectures, String syscall) {
        boolean ofEvery = architectures.size() == Architecture.values().length;
        for (Architecture architecture : new TreeSet<>(architectures)) {
            if (!ofEvery && architecture.syscallNumber(syscall).isEmpty()) {
                throw new InvalidPolicyException(
                        "architectures",
                        "must name architectures that have the system call " + syscall,
                        InvalidPolicyException.quoted(architecture.word()),
                        "take it out of the list");
            }
        }
    }

    private static void requireFewCombinations(List<ArgumentMatch> arguments) {
        long combinations = 1;
        for (ArgumentMatch match : arguments) {
            combinations *= match.values().size();
            if (combinations > MOST_COMBINATIONS) {
                throw new InvalidPolicyException(
                        "arguments",
                        "must combine in at most " + MOST_COMBINATIONS + " ways",
                        arguments.stream()
                                .map(argument ->
                                        Integer.toString(argument.values().size()))
                                .collect(Collectors.joining(" times ")),
                        "list fewer values in anyOf, or use a mask");
            }
        }
    }

    /** Every way in which the conditions can hold, each a list of comparisons; one empty list if there are none. */
    List<List<ArgumentCondition>> combinations() {
        List<List<ArgumentCondition>> combinations = impliedFamilies();
        for (ArgumentMatch match : arguments) {
            combinations = combinations.stream()
                    .flatMap(begun -> match.alternatives().stream().map(next -> append(begun, next)))
                    .toList();
        }
        return combinations;
    }

    private List<List<ArgumentCondition>> impliedFamilies() {
        boolean implied = SocketFamilies.areArgumentOf(syscall) && !SocketFamilies.areNamedBy(arguments);
        return implied ? SocketFamilies.confined() : List.of(List.of());
    }

    private static List<ArgumentCondition> append(List<ArgumentCondition> begun, ArgumentCondition next) {
        return Stream.concat(begun.stream(), Stream.of(next)).toList();
    }

    boolean conditional() {
        return !arguments.isEmpty();
    }
}
