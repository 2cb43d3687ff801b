package dev.zjail.engine.launcher;

import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.NondeterminismSource;
import dev.zjail.engine.Termination.Signaled;
import dev.zjail.engine.WatchedRun;
import dev.zjail.engine.launcher.LaunchReport.Ended;
import dev.zjail.engine.launcher.LaunchReport.RecordedCall;
import dev.zjail.engine.launcher.LaunchReport.Traps;
import dev.zjail.engine.policy.Architecture;
import dev.zjail.engine.policy.SeccompAction;
import dev.zjail.engine.policy.SyscallIdentity;
import dev.zjail.engine.rootfs.Provision;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes of what the launcher saw in a watched run the sources that the program drew from. */
final class WatchedRuns {
    private static final Map<String, NondeterminismSource> SOURCES = sources();

    /**
     * How often a C library makes a call by itself, with the arguments that the filter marks where it can tell them
     * apart: so often does not count. One is not marked: the runtime of Rust asks for the id of its main thread.
     * qsort(3) of glibc before 2.37 asks sysinfo(2) once how much memory there is if the array is larger than 1 KiB;
     * that counts, because a program that looks once at the load of the host makes the same call. docs/architecture.md
     * tells what is missed.
     */
    private static final Map<String, Integer> BY_C_LIBRARY =
            Map.of("getrandom", 1, "sched_getaffinity", 2, "gettid", 1);

    private static final Set<List<String>> RANDOM_DEVICES = Set.of(List.of("dev", "random"), List.of("dev", "urandom"));

    private WatchedRuns() {}

    private static Map<String, NondeterminismSource> sources() {
        Map<String, NondeterminismSource> sources = new TreeMap<>();
        put(sources, NondeterminismSource.CLOCK, """
                clock_gettime gettimeofday time clock_getres times getrusage nanosleep clock_nanosleep alarm setitimer
                getitimer timer_create timer_settime timer_gettime timerfd_create timerfd_settime timerfd_gettime
                adjtimex clock_adjtime
                """);
        put(sources, NondeterminismSource.RANDOMNESS, "getrandom");
        put(sources, NondeterminismSource.PROCESS_ID, "getpid getppid gettid getpgid getpgrp getsid");
        put(sources, NondeterminismSource.CPU, "sched_getaffinity getcpu");
        put(sources, NondeterminismSource.DIRECTORY_ORDER, "getdents64 getdents");
        put(sources, NondeterminismSource.HOST_NAME, "uname");
        put(sources, NondeterminismSource.HOST_LOAD, "sysinfo statfs fstatfs");
        return sources;
    }

    private static void put(Map<String, NondeterminismSource> sources, NondeterminismSource source, String calls) {
        calls(calls).forEach(call -> sources.put(call, source));
    }

    /** The calls that the filter is to tell of; of new tasks the launcher knows without them. */
    static Set<String> noteworthyCalls() {
        return SOURCES.keySet();
    }

    /** The calls whose answers the launcher amends ({@code answer.c}), or a time in which it gives back. */
    static Set<String> answerableCalls() {
        return calls("""
                clock_gettime gettimeofday time times stat fstat lstat newfstatat statx sysinfo statfs fstatfs getrandom
                getdents64 uname clock_nanosleep futex
                """);
    }

    /** The calls with which threads and processes leave traces for each other, or wait for them. */
    static Set<String> callsOthersMayWaitFor() {
        return calls("""
                futex read write readv writev pread64 pwrite64 pipe pipe2 dup2 close openat wait4 waitid exit sched_yield
                kill tgkill munmap mprotect
                """);
    }

    private static Set<String> calls(String names) {
        return Set.of(names.strip().split("\\s+", -1));
    }

    /** As many of them as can be watched; whoever lists more says the likeliest first. */
    static List<Long> watchable(List<Long> randomInstructions) {
        return randomInstructions.stream()
                .limit(LaunchSpec.MOST_RANDOM_INSTRUCTIONS)
                .toList();
    }

    static WatchedRun watchedRun(Execution run, Ended ended, List<Long> randomInstructions) {
        EnumSet<NondeterminismSource> sources = EnumSet.noneOf(NondeterminismSource.class);
        boolean endedBySignal = run.termination() instanceof Signaled;
        for (RecordedCall call : ended.recorded()) {
            source(call, endedBySignal).ifPresent(sources::add);
        }
        if (ended.traps().counterReads() > 0) {
            sources.add(NondeterminismSource.CLOCK);
        }
        if (ended.traps().randomDrawn()) {
            sources.add(NondeterminismSource.PROCESSOR_RANDOMNESS);
        }
        drawnFromFiles(run, ended).forEach(sources::add);
        if (ended.mostTasks() > 1) {
            sources.add(NondeterminismSource.CONCURRENCY);
        }
        EnumSet<NondeterminismSource> unwatched = unwatched(ended.traps());
        if (ended.paths().lost() > 0 && provides(run, Provision.DEV)) {
            unwatched.add(NondeterminismSource.RANDOM_DEVICE);
        }
        if (!watchable(randomInstructions).equals(randomInstructions)) {
            unwatched.add(NondeterminismSource.PROCESSOR_RANDOMNESS);
        }
        return new WatchedRun(run, sources, unwatched);
    }

    /** Whether it opened a file counts, and not what it read: most libraries open one early and read when asked. */
    private static Stream<NondeterminismSource> drawnFromFiles(Execution run, Ended ended) {
        return ended.paths().named().stream().flatMap(opened -> source(run, names(opened.path())).stream());
    }

    private static Optional<NondeterminismSource> source(Execution run, List<String> opened) {
        if (RANDOM_DEVICES.contains(opened) && provides(run, Provision.DEV)) {
            return Optional.of(NondeterminismSource.RANDOM_DEVICE);
        }
        return opened.stream().findFirst().equals(Optional.of("proc")) && provides(run, Provision.PROC)
                ? Optional.of(NondeterminismSource.PROC_FILES)
                : Optional.empty();
    }

    /** Of a path from the root. No {@code java.nio.file.Path}: it refuses names that the encoding of the host lacks. */
    private static List<String> names(String path) {
        return Stream.of(path.split("/", -1))
                .filter(name -> !name.isEmpty() && !name.equals("."))
                .toList();
    }

    private static boolean provides(Execution run, Provision provision) {
        JailSpec spec = run.spec();
        return spec.provide().under(spec.policy().name(), spec.environment()).contains(provision);
    }

    private static Optional<NondeterminismSource> source(RecordedCall call, boolean endedBySignal) {
        String name = SyscallIdentity.of(Architecture.current().auditArch(), call.number())
                .syscall();
        long byItself = byItself(name, call.mark(), endedBySignal);
        return call.times() > byItself && !call.isRefused() ? Optional.ofNullable(SOURCES.get(name)) : Optional.empty();
    }

    private static long byItself(String call, int mark, boolean endedBySignal) {
        boolean isMarkable = List.of("getrandom", "sched_getaffinity").contains(call);
        if (isMarkable && mark != SeccompAction.Trace.ALSO_OF_C_LIBRARY) {
            return 0;
        }
        // abort(3) and raise(3) ask whom to send the signal.
        int bySignal = endedBySignal && call.equals("getpid") ? 1 : 0;
        return BY_C_LIBRARY.getOrDefault(call, bySignal);
    }

    private static EnumSet<NondeterminismSource> unwatched(Traps traps) {
        EnumSet<NondeterminismSource> unwatched = EnumSet.noneOf(NondeterminismSource.class);
        if (!traps.counterTrapped()) {
            unwatched.add(NondeterminismSource.TIME_STAMP_COUNTER);
        }
        if (!traps.randomTrapped()) {
            unwatched.add(NondeterminismSource.PROCESSOR_RANDOMNESS);
        }
        if (!traps.vdsoHidden()) {
            unwatched.addAll(Set.of(NondeterminismSource.CLOCK, NondeterminismSource.CPU));
        }
        return unwatched;
    }
}
