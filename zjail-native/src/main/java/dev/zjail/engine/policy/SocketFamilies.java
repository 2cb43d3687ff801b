package dev.zjail.engine.policy;

import static dev.zjail.engine.policy.ArgumentCondition.equal;
import static dev.zjail.engine.policy.KernelConstant.AF_INET;
import static dev.zjail.engine.policy.KernelConstant.AF_INET6;
import static dev.zjail.engine.policy.KernelConstant.AF_NETLINK;
import static dev.zjail.engine.policy.KernelConstant.AF_PACKET;
import static dev.zjail.engine.policy.KernelConstant.AF_UNIX;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which families of sockets a policy means that allows {@code socket} or {@code socketpair} and names no family.
 *
 * <p>A jail has a network namespace of its own, but not every family heeds one: AF_VSOCK reaches the hypervisor and the
 * other virtual machines from any namespace (net/vmw_vsock/af_vsock.c), AF_QIPCRTR has one table of ports for the whole
 * kernel (net/qrtr), AF_ALG reaches kernel modules. So the list is of those that do heed it; what is not on it, and
 * what a later kernel brings, only a policy of one's own can allow, by naming it.
 */
final class SocketFamilies {
    private static final Set<String> CALLS = Set.of("socket", "socketpair");

    private static final int DOMAIN = 0;

    /** The kernel takes the family for an {@code int}. */
    private static final long ALL_OF_AN_INT = 0xFFFF_FFFFL;

    private static final List<List<ArgumentCondition>> CONFINED = Stream.of(
                    AF_UNIX, AF_INET, AF_INET6, AF_NETLINK, AF_PACKET)
            .map(family -> List.of(equal(DOMAIN, "domain", family)))
            .toList();

    private SocketFamilies() {}

    static Set<String> calls() {
        return CALLS;
    }

    /** Says whether the first argument of a call is the family of a socket. */
    static boolean areArgumentOf(String syscall) {
        return CALLS.contains(syscall);
    }

    /** Those that a network namespace confines, as alternatives. */
    static List<List<ArgumentCondition>> confined() {
        return CONFINED;
    }

    static boolean areNamedBy(List<ArgumentMatch> arguments) {
        return arguments.stream().anyMatch(SocketFamilies::names);
    }

    private static boolean names(ArgumentMatch match) {
        return match.index() == DOMAIN && (match.mask() & ALL_OF_AN_INT) == ALL_OF_AN_INT;
    }

    /** A mask that leaves bits of the family out could let one through that nobody thought of. */
    static void requireNamedInFull(String syscall, List<ArgumentMatch> arguments) {
        if (areArgumentOf(syscall) && !areNamedBy(arguments)) {
            arguments.stream()
                    .filter(match -> match.index() == DOMAIN)
                    .findFirst()
                    .ifPresent(match -> {
                        throw new InvalidPolicyException(
                                "arguments",
                                "must name the families of " + syscall + " one by one",
                                match.toString(),
                                "list them with equals or anyOf, without a mask");
                    });
        }
    }
}
