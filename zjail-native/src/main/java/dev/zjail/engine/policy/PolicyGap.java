package dev.zjail.engine.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * The least that a policy lacks for calls that a program made.
 *
 * @param policy the built-in policy to take instead, where the calls are what that is for
 * @param allow the calls to allow beyond it, by name
 * @param refuse the calls that may as well fail, as {@code refuse} takes them
 * @param instead the calls to allow too, if the program does not do without what would be refused
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record PolicyGap(
        Optional<String> policy, SortedSet<String> allow, SortedSet<String> refuse, SortedSet<String> instead) {

    /**
     * What a wider built-in policy allows with certain arguments, or for which it has its name: allowed by its mere
     * name each of these would give far more.
     */
    private static final Set<String> OF_WIDER_POLICIES =
            Set.of("clone", "clone3", "fork", "vfork", "mmap", "futex", "madvise");

    private static final Set<String> OF_SERVERS = Set.of("bind", "listen", "accept", "accept4", "socketpair");

    /** What nobody calls who got no socket. */
    private static final Set<String> OF_CLIENTS = Set.of(
            "socket",
            "connect",
            "sendto",
            "sendmsg",
            "sendmmsg",
            "recvfrom",
            "recvmsg",
            "recvmmsg",
            "setsockopt",
            "getsockopt",
            "getsockname",
            "shutdown");

    private static final String NO_SOCKET = "socket=EAFNOSUPPORT";

    /**
     * What kernels may be built without, or older ones do not have, so that programs do without: ENOSYS tells them.
     * None of them can be judged by a filter or confined by another layer as well as the calls that take their place.
     */
    private static final List<Set<String>> OPTIONAL = List.of(
            Set.of("get_mempolicy", "mbind", "set_mempolicy"),
            Set.of("add_key", "keyctl", "request_key"),
            Set.of("bpf"),
            Set.of("io_uring_setup"),
            Set.of("landlock_create_ruleset"),
            Set.of("membarrier"),
            Set.of("memfd_create"),
            Set.of("perf_event_open"),
            Set.of("pkey_alloc"),
            Set.of("userfaultfd"));

    /** What the kernel refuses to ordinary users, as a rule; programs go on without. */
    private static final Set<String> PRIVILEGED = Set.of(
            "ioprio_set",
            "mlock",
            "mlock2",
            "mlockall",
            "sched_setaffinity",
            "sched_setattr",
            "sched_setparam",
            "sched_setscheduler",
            "setpriority");

    /** Copies the sets. */
    public PolicyGap {
        allow = Collections.unmodifiableSortedSet(new TreeSet<>(allow));
        refuse = Collections.unmodifiableSortedSet(new TreeSet<>(refuse));
        instead = Collections.unmodifiableSortedSet(new TreeSet<>(instead));
    }

    /**
     * A system call as it was made.
     *
     * @param syscall the kernel's name
     * @param arguments the six argument registers
     */
    public record MadeCall(String syscall, List<Long> arguments) {
        /** Copies the arguments. */
        public MadeCall {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * Finds it.
     *
     * @param requested the policy that the program ran under
     * @param linkage what its header says
     * @param calls what it made beyond its policy
     * @return what to say in addition
     */
    public static PolicyGap of(RequestedPolicy requested, Linkage linkage, Collection<MadeCall> calls) {
        Optional<String> wider = requested instanceof RequestedPolicy.BuiltIn builtIn
                ? wider(builtIn.name(), linkage, calls)
                : Optional.empty();
        Predicate<MadeCall> isServed = wider.map(name -> served(name, linkage)).orElse(call -> false);
        Set<String> rest = calls.stream()
                .filter(call -> !isServed.test(call) && SyscallTable.names().contains(call.syscall()))
                .map(MadeCall::syscall)
                .collect(Collectors.toCollection(TreeSet::new));
        return of(wider, rest);
    }

    /**
     * Says in the words of a policy of one's own what to allow: where an argument says what a call is, no more values
     * of it than were seen.
     *
     * @param extended the policy to begin with
     * @param linkage what the program's header says
     * @param allow the calls to allow
     * @param calls what was made beyond some policy
     * @return entries for {@code allow} of a policy that extends that one
     */
    public static List<PolicyEntry> entries(
            RequestedPolicy extended, Linkage linkage, Collection<String> allow, Collection<MadeCall> calls) {
        SyscallPolicy policy = extended.resolve(linkage, Architecture.current());
        return allow.stream()
                .sorted()
                .flatMap(name -> policy.entriesWith(name, seen(name, calls)).stream())
                .toList();
    }

    private static List<Long> seen(String name, Collection<MadeCall> calls) {
        return SelectingArguments.position(name).stream()
                .flatMap(position -> calls.stream()
                        .filter(call -> call.syscall().equals(name))
                        .map(call -> call.arguments().get(position)))
                .distinct()
                .toList();
    }

    private static PolicyGap of(Optional<String> wider, Set<String> rest) {
        TreeSet<String> allow = new TreeSet<>(rest);
        TreeSet<String> refuse = new TreeSet<>();
        if (rest.contains("socket") && Collections.disjoint(rest, OF_SERVERS)) {
            allow.removeAll(OF_CLIENTS);
            refuse.add(NO_SOCKET);
        }
        for (Set<String> together : OPTIONAL) {
            // Who asks for one of them asks for the next.
            if (allow.removeAll(together)) {
                together.forEach(call -> refuse.add(call + "=ENOSYS"));
            }
        }
        PRIVILEGED.stream().filter(allow::remove).forEach(call -> refuse.add(call + "=EPERM"));
        TreeSet<String> instead = new TreeSet<>(rest);
        instead.removeAll(allow);
        return new PolicyGap(wider, allow, refuse, instead);
    }

    /** The least policy that serves what no narrower one does; none if no call is what wider policies are for. */
    private static Optional<String> wider(String name, Linkage linkage, Collection<MadeCall> calls) {
        List<String> candidates = new ArrayList<>(BuiltInPolicies.wider(name));
        if (linkage == Linkage.STATIC) {
            // A program that a static one executes may have a loader, which maps code.
            candidates.add(BuiltInPolicies.DYNAMIC + "-" + BuiltInPolicies.PROCESSES);
        }
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        Predicate<MadeCall> ofWidest = served(candidates.get(candidates.size() - 1), linkage);
        List<MadeCall> wanted = calls.stream()
                .filter(call -> name.equals(BuiltInPolicies.STRICT) || OF_WIDER_POLICIES.contains(call.syscall()))
                .filter(ofWidest)
                .toList();
        return wanted.isEmpty()
                ? Optional.empty()
                : candidates.stream()
                        .filter(candidate -> wanted.stream().allMatch(served(candidate, linkage)))
                        .findFirst();
    }

    /** clone3 never passes, but where clone does it fails as on a kernel without it, and clone is called instead. */
    private static Predicate<MadeCall> served(String policy, Linkage linkage) {
        SyscallPolicy rules = SyscallPolicy.named(BuiltInPolicies.resolve(policy, linkage));
        return call -> call.syscall().equals("clone3")
                ? rules.syscalls().contains("clone")
                : rules.allows(call.syscall(), call.arguments());
    }
}
