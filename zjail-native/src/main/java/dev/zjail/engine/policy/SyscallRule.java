package dev.zjail.engine.policy;

import java.util.List;
import java.util.stream.Stream;

/**
 * What happens to one system call: where one of the alternatives holds in full, or there are none, the decision; else
 * the process is killed.
 *
 * @param syscall the kernel name
 * @param decision what happens
 * @param alternatives when it happens; each is a list of conditions that all must hold; empty for always
 */
record SyscallRule(String syscall, SeccompAction decision, List<List<ArgumentCondition>> alternatives) {

    /** {@code ENOSYS}: the kernel has no such call. */
    private static final int ENOSYS = 38;

    SyscallRule {
        alternatives = alternatives.stream().map(List::copyOf).toList();
    }

    /** Allows the call, whatever its arguments. */
    static SyscallRule always(String syscall) {
        return new SyscallRule(syscall, new SeccompAction.Allow(), List.of());
    }

    /**
     * Allows the call as one does who says no more than its name: whatever its arguments; but a socket only of a family
     * that a network namespace confines.
     */
    static SyscallRule named(String syscall) {
        return SocketFamilies.areArgumentOf(syscall) ? whenAny(syscall, SocketFamilies.confined()) : always(syscall);
    }

    /** Allows the call where all the conditions hold. */
    static SyscallRule when(String syscall, ArgumentCondition... conditions) {
        return whenAny(syscall, List.of(List.of(conditions)));
    }

    /** Allows the call where any of the alternatives holds. */
    static SyscallRule whenAny(String syscall, List<List<ArgumentCondition>> alternatives) {
        if (alternatives.isEmpty()) {
            throw new IllegalArgumentException(syscall + ": no alternatives would mean always");
        }
        if (alternatives.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException(syscall + ": no conditions would mean always");
        }
        return new SyscallRule(syscall, new SeccompAction.Allow(), alternatives);
    }

    /** Allows the call where this rule or the other one does. */
    SyscallRule or(SyscallRule other) {
        return conditional() && other.conditional()
                ? whenAny(
                        syscall,
                        Stream.concat(alternatives.stream(), other.alternatives.stream())
                                .distinct()
                                .toList())
                : always(syscall);
    }

    /** Lets the call fail as on a kernel that does not have it. */
    static SyscallRule missing(String syscall) {
        return new SyscallRule(syscall, new SeccompAction.Fail(ENOSYS), List.of());
    }

    /**
     * Lets the call fail, and lists it in the result, where any of the alternatives holds; with none whatever its
     * arguments.
     */
    static SyscallRule refused(String syscall, int errno, List<List<ArgumentCondition>> alternatives) {
        return new SyscallRule(syscall, new SeccompAction.Refuse(errno), alternatives);
    }

    /** Takes one of several alternatives away, if it is one. */
    SyscallRule without(List<ArgumentCondition> alternative) {
        List<List<ArgumentCondition>> left =
                alternatives.stream().filter(one -> !one.equals(alternative)).toList();
        if (left.isEmpty()) {
            throw new IllegalArgumentException(syscall + ": no alternatives would mean always");
        }
        return new SyscallRule(syscall, decision, left);
    }

    boolean allows() {
        return decision instanceof SeccompAction.Allow;
    }

    /** Says whether it allows the call with these arguments, whichever guest makes it. */
    boolean allows(List<Long> arguments) {
        return allows()
                && (!conditional()
                        || alternatives.stream()
                                .anyMatch(alternative ->
                                        alternative.stream().allMatch(condition -> holds(condition, arguments))));
    }

    private static boolean holds(ArgumentCondition condition, List<Long> arguments) {
        return condition.position() < arguments.size()
                && condition.bind(GuestStart.ANY).holds(arguments.get(condition.position()));
    }

    /** Says whether it holds for an argument with all these bits. */
    boolean canHaveBits(int position, long bits) {
        return !conditional()
                || alternatives.stream()
                        .anyMatch(alternative -> alternative.stream()
                                .filter(condition -> condition.position() == position)
                                .allMatch(condition -> condition.canHave(bits)));
    }

    boolean conditional() {
        return !alternatives.isEmpty();
    }
}
