package dev.zjail.engine.policy;

import static dev.zjail.engine.policy.ArgumentCondition.equal;
import static dev.zjail.engine.policy.KernelConstant.CLOCK_BOOTTIME;
import static dev.zjail.engine.policy.KernelConstant.CLOCK_MONOTONIC;
import static dev.zjail.engine.policy.KernelConstant.CLOCK_MONOTONIC_COARSE;
import static dev.zjail.engine.policy.KernelConstant.CLOCK_MONOTONIC_RAW;
import static dev.zjail.engine.policy.KernelConstant.CLOCK_REALTIME;
import static dev.zjail.engine.policy.KernelConstant.CLOCK_REALTIME_COARSE;
import static dev.zjail.engine.policy.KernelConstant.CLOCK_TAI;
import static dev.zjail.engine.policy.KernelConstant.GRND_NONBLOCK;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes of a policy what a filter says that tells the tracer of noteworthy calls and else decides as ever. */
final class WatchedCalls {
    private static final List<List<ArgumentCondition>> WHATEVER_ARGUMENTS = List.of(List.of());

    /**
     * The clocks that do_hres() and do_coarse() of lib/vdso/gettimeofday.c read; the others are system calls anyway.
     */
    private static final List<List<ArgumentCondition>> CLOCKS_OF_VDSO = Stream.of(
                    CLOCK_REALTIME,
                    CLOCK_MONOTONIC,
                    CLOCK_MONOTONIC_RAW,
                    CLOCK_REALTIME_COARSE,
                    CLOCK_MONOTONIC_COARSE,
                    CLOCK_BOOTTIME,
                    CLOCK_TAI)
            .map(clock -> List.<ArgumentCondition>of(equal(0, "clockid", clock)))
            .toList();

    /** What the vDSO of x86-64 gives without a system call (vdso(7)). */
    private static final Map<String, List<List<ArgumentCondition>>> SERVED_BY_VDSO = Map.of(
            "clock_gettime", CLOCKS_OF_VDSO,
            "clock_getres", CLOCKS_OF_VDSO,
            "gettimeofday", WHATEVER_ARGUMENTS,
            "time", WHATEVER_ARGUMENTS,
            "getcpu", WHATEVER_ARGUMENTS);

    /**
     * glibc seeds its allocator when it first allocates (2.36, tcache_key_initialize() in malloc/malloc.c), and asks
     * for as many CPUs as fit into 32 bytes, then 64, when it looks for a thread's stack (pthread_getattr_np(3), which
     * the runtime of Rust calls before main).
     */
    private static final Map<String, List<List<ArgumentCondition>>> ALSO_OF_C_LIBRARY = Map.of(
            "getrandom", List.of(List.of(bytes(1, "buflen", 8), equal(2, "flags", GRND_NONBLOCK))),
            "sched_getaffinity", List.of(List.of(bytes(1, "cpusetsize", 32)), List.of(bytes(1, "cpusetsize", 64))));

    /** What opens a file, by the mark that says where its path is: it may be a device that gives random bytes. */
    private static final Map<String, Integer> OPENING = Map.of(
            "open", SeccompAction.Trace.FIRST_NAMES_PATH,
            "openat", SeccompAction.Trace.SECOND_NAMES_PATH,
            "openat2", SeccompAction.Trace.SECOND_NAMES_PATH);

    /**
     * With it the kernel keeps the number of the CPU in the program's own memory (rseq(2)), where sched_getcpu(3) of
     * glibc 2.35 reads it without a call. Without it, as before Linux 4.18, it makes one.
     */
    private static final String RESTARTABLE_SEQUENCES = "rseq";

    private WatchedCalls() {}

    private static ArgumentCondition bytes(int position, String argument, int count) {
        return new ArgumentCondition.Bits(position, count, 0, argument + " == " + count);
    }

    static SortedMap<String, List<Clause>> watch(Map<String, SyscallRule> rules, Set<String> noteworthy) {
        SortedMap<String, List<Clause>> watched = new TreeMap<>();
        rules.forEach((call, rule) ->
                watched.put(call, noteworthy.contains(call) ? traced(call, Clause.of(rule)) : Clause.of(rule)));
        watched.computeIfPresent(RESTARTABLE_SEQUENCES, (call, clauses) -> Clause.of(SyscallRule.missing(call)));
        OPENING.forEach((call, mark) ->
                watched.computeIfPresent(call, (same, clauses) -> told(clauses, new SeccompAction.Trace(mark))));
        SERVED_BY_VDSO.forEach((call, served) -> watched.merge(call, traced(served), WatchedCalls::concatenate));
        return watched;
    }

    /** What the vDSO serves comes first: no rule of a policy can keep a program from it. */
    private static List<Clause> concatenate(List<Clause> ofPolicy, List<Clause> ofVdso) {
        return Stream.concat(ofVdso.stream(), ofPolicy.stream()).toList();
    }

    private static List<Clause> traced(List<List<ArgumentCondition>> alternatives) {
        return alternatives.stream()
                .map(conditions -> new Clause(conditions, new SeccompAction.Trace()))
                .toList();
    }

    private static List<Clause> told(List<Clause> clauses, SeccompAction.Trace trace) {
        return clauses.stream()
                .map(clause -> clause.decision() instanceof SeccompAction.Allow ? clause.and(List.of(), trace) : clause)
                .toList();
    }

    private static List<Clause> traced(String call, List<Clause> clauses) {
        List<Clause> traced = new ArrayList<>();
        for (Clause clause : clauses) {
            if (clause.decision() instanceof SeccompAction.Allow) {
                for (List<ArgumentCondition> own : ALSO_OF_C_LIBRARY.getOrDefault(call, List.of())) {
                    traced.add(clause.and(own, new SeccompAction.Trace(SeccompAction.Trace.ALSO_OF_C_LIBRARY)));
                }
                traced.add(clause.and(List.of(), new SeccompAction.Trace()));
            } else {
                traced.add(clause);
            }
        }
        return traced;
    }
}
