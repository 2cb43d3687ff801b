package dev.zjail.engine.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which argument of a system call says what the call is: the request of ioctl(2), the option of prctl(2), the family of
 * a socket. Calls are told apart by it, and a rule about it says more narrowly what a program needs than the name of
 * the call.
 */
final class SelectingArguments {
    private static final Map<String, Integer> POSITIONS = new TreeMap<>(Map.ofEntries(
            Map.entry("arch_prctl", 0),
            Map.entry("bpf", 0),
            Map.entry("clone", 0),
            Map.entry("fadvise64", 3),
            Map.entry("fcntl", 1),
            Map.entry("futex", 1),
            Map.entry("getpriority", 0),
            Map.entry("getrlimit", 0),
            Map.entry("ioctl", 1),
            Map.entry("keyctl", 0),
            Map.entry("kill", 1),
            Map.entry("madvise", 2),
            Map.entry("membarrier", 0),
            Map.entry("mprotect", 2),
            Map.entry("mremap", 3),
            Map.entry("personality", 0),
            Map.entry("pipe2", 1),
            Map.entry("prctl", 0),
            Map.entry("prlimit64", 1),
            Map.entry("ptrace", 0),
            Map.entry("setpriority", 0),
            Map.entry("setrlimit", 0),
            Map.entry("shutdown", 1),
            Map.entry("socket", 0),
            Map.entry("socketpair", 0),
            Map.entry("statx", 3),
            Map.entry("tgkill", 2),
            Map.entry("tkill", 1),
            Map.entry("unshare", 0)));

    private SelectingArguments() {}

    static Optional<Integer> position(String syscall) {
        return Optional.ofNullable(POSITIONS.get(syscall));
    }

    /** What a filter for observing says of a call behind what the policy says. */
    static SeccompAction.Trace trace(String syscall) {
        return position(syscall)
                .map(position -> new SeccompAction.Trace(SeccompAction.Trace.BY_ARGUMENTS | 1 << position))
                .orElseGet(SeccompAction.Trace::new);
    }

    static List<String> calls() {
        return List.copyOf(POSITIONS.keySet());
    }
}
