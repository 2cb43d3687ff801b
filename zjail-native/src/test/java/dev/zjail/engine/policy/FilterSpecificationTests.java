package dev.zjail.engine.policy;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the policies say, written down a second time: names of calls, and Java predicates on plain numbers. Nothing of
 * it is shared with the compiler but the numbers of the calls, which SyscallTableTests compares with the kernel's
 * headers.
 */
@DisplayName("The filter of a built-in policy")
class FilterSpecificationTests {
    private static final int AUDIT_ARCH_X86_64 = 0xC000003E;
    private static final int AUDIT_ARCH_AARCH64 = 0xC00000B7;
    private static final int AUDIT_ARCH_I386 = 0x40000003;
    private static final int X32_BIT = 0x40000000;
    private static final int LAST_NUMBER = 600;
    private static final long[] NONE = {};
    private static final long EXECVE_PATH = 0x5A5A_1234_5678L;
    private static final int USER_ID = 1_234_567_890;
    private static final GuestStart START = new GuestStart(EXECVE_PATH, USER_ID);

    /**
     * A policy in other words.
     *
     * @param always the calls that are allowed whatever their arguments
     * @param rules the calls that are allowed with some arguments
     */
    private record Specification(Set<String> always, Map<String, Predicate<long[]>> rules) {
        boolean allows(String call, long[] arguments) {
            return always.contains(call)
                    || rules.getOrDefault(call, denied -> false).test(arguments);
        }

        /** Where clone can make threads, clone3 and memory protection keys look as on a kernel without them. */
        SeccompAction decide(String call, long[] arguments) {
            if ((call.equals("clone3") || call.equals("pkey_alloc")) && rules.containsKey("clone")) {
                return new SeccompAction.Fail(38);
            }
            if (allows(call, arguments)) {
                return new SeccompAction.Allow();
            }
            if (rules.containsKey("prctl") && (call.equals("get_mempolicy") || call.equals("set_mempolicy"))) {
                return new SeccompAction.Fail(38);
            }
            if (rules.containsKey("prctl") && SETTING_ATTRIBUTES.contains(call)) {
                return new SeccompAction.Refuse(95);
            }
            boolean isQuestion = call.equals("socket")
                    && rules.containsKey("prctl")
                    && arguments[0] == 1
                    && arguments[1] == 0x80801
                    && arguments[2] == 0;
            return isQuestion ? new SeccompAction.Refuse(13) : new SeccompAction.KillProcess();
        }

        /**
         * What the vDSO serves is told and made, whatever the policy; what is noteworthy is told where it is allowed.
         */
        SeccompAction decideWatched(String call, long[] arguments) {
            if (isServedByVdso(call, arguments[0])) {
                return new SeccompAction.Trace(0);
            }
            SeccompAction decision = decide(call, arguments);
            if (call.equals("rseq") && decision instanceof SeccompAction.Allow) {
                return new SeccompAction.Fail(38);
            }
            if (OPENING.containsKey(call) && decision instanceof SeccompAction.Allow) {
                return new SeccompAction.Trace(OPENING.get(call));
            }
            return decision instanceof SeccompAction.Allow && NOTEWORTHY.contains(call)
                    ? new SeccompAction.Trace(isAlsoOfCLibrary(call, arguments) ? 1 : 0)
                    : decision;
        }

        private static boolean isServedByVdso(String call, long clock) {
            return switch (call) {
                case "time", "gettimeofday", "getcpu" -> true;
                case "clock_gettime", "clock_getres" ->
                    List.of(0L, 1L, 4L, 5L, 6L, 7L, 11L).contains(clock);
                default -> false;
            };
        }

        private static boolean isAlsoOfCLibrary(String call, long[] a) {
            return (call.equals("getrandom") && a[1] == 8 && a[2] == 1)
                    || (call.equals("sched_getaffinity") && (a[1] == 32 || a[1] == 64));
        }

        Specification and(Set<String> more, Map<String, Predicate<long[]>> otherRules) {
            Set<String> allAlways = new HashSet<>(always);
            allAlways.addAll(more);
            Map<String, Predicate<long[]>> allRules = new HashMap<>(rules);
            allRules.putAll(otherRules);
            return new Specification(allAlways, allRules);
        }
    }

    /** Some that depend on no argument, one that has rules, and those that a C library makes too. */
    private static final Set<String> NOTEWORTHY =
            words("clock_gettime getrandom sched_getaffinity times getdents64 mmap clone uname socket clone3");

    /** Of those the tracer is told where the path is: in the first argument or in the second. */
    private static final Map<String, Integer> OPENING = Map.of("open", 3, "openat", 4, "openat2", 4);

    private static final Set<String> SETTING_ATTRIBUTES = words("setxattr lsetxattr fsetxattr");

    private static final Specification STRICT = new Specification(
            words("""
                    read write openat close lseek brk munmap exit_group rt_sigaction rt_sigprocmask getrandom
                    clock_gettime fstat
                    """),
            Map.of(
                    "execve", a -> a[0] == EXECVE_PATH,
                    "mmap", a -> isData(a[2]) && a[3] == 0x22));

    private static final Specification STATIC = STRICT.and(
            words("""
                    set_tid_address set_robust_list rseq uname readlink readlinkat getrlimit exit restart_syscall
                    rt_sigreturn sigaltstack rt_sigsuspend pause open creat readv writev pread64 pwrite64 dup dup2 dup3
                    pipe poll ppoll select pselect6 stat lstat newfstatat access faccessat
                    faccessat2 getdents getdents64 getcwd chdir fchdir mkdir mkdirat rmdir unlink unlinkat rename renameat
                    renameat2 truncate ftruncate fsync fdatasync time gettimeofday clock_getres nanosleep
                    clock_nanosleep alarm setitimer getitimer times getrusage getpid gettid getppid getuid geteuid
                    getgid getegid sysinfo sched_getaffinity
                    link linkat symlink symlinkat chmod fchmod fchmodat fchmodat2 umask utime utimes futimesat utimensat
                    flock fallocate copy_file_range sendfile getxattr lgetxattr fgetxattr listxattr
                    llistxattr flistxattr preadv pwritev preadv2 pwritev2 mincore epoll_create epoll_create1 epoll_ctl
                    epoll_wait epoll_pwait epoll_pwait2 eventfd eventfd2 signalfd signalfd4 timerfd_create
                    timerfd_settime timerfd_gettime timer_create timer_settime timer_gettime timer_getoverrun
                    timer_delete capget getgroups getresuid getresgid getpgrp getpgid getsid getpeername getsockname
                    sched_yield msync sync_file_range mlock munlock chown fchown lchown fchownat
                    """),
            Map.ofEntries(
                    entry("mmap", a -> isMappingOfData(a[2], a[3])),
                    entry("mprotect", a -> isData(a[2])),
                    entry("mremap", a -> a[3] == 0 || a[3] == 1),
                    entry("madvise", a -> isHarmlessAdvice(a[2])),
                    entry(
                            "ioctl",
                            a -> List.of(
                                            0x5401L,
                                            0x802C542AL,
                                            0x5413L,
                                            0x540FL,
                                            0x541BL,
                                            0x5421L,
                                            0x5450L,
                                            0x5451L,
                                            0x5603L,
                                            0x5409L,
                                            0x40049409L)
                                    .contains(a[1])),
                    entry(
                            "prctl",
                            a -> List.of(15L, 16L, 23L, 27L, 39L, 41L, 0x53564D41L)
                                            .contains(a[0])
                                    || (a[0] == 47 && a[1] == 1)),
                    entry("close_range", a -> a[2] == 0 || a[2] == 4),
                    entry("mknod", a -> isNamedPipe(a[1])),
                    entry("mknodat", a -> isNamedPipe(a[2])),
                    entry("setuid", a -> a[0] == USER_ID),
                    entry("setgid", a -> a[0] == USER_ID),
                    entry("setreuid", a -> isOwnOrNone(a[0]) && a[1] == USER_ID),
                    entry("setregid", a -> isOwnOrNone(a[0]) && a[1] == USER_ID),
                    entry("setresuid", a -> isOwnOrNone(a[0]) && a[1] == USER_ID && a[2] == a[0]),
                    entry("setresgid", a -> isOwnOrNone(a[0]) && a[1] == USER_ID && a[2] == a[0]),
                    entry("fcntl", a -> (a[1] >= 0 && a[1] <= 7) || a[1] == 1030 || a[1] == 1032),
                    entry("pipe2", a -> List.of(0L, 0x800L, 0x80000L, 0x80800L).contains(a[1])),
                    entry("prlimit64", a -> a[0] == 0 && a[2] == 0),
                    entry("tgkill", a -> a[2] == 6),
                    entry("tkill", a -> a[1] == 6),
                    entry("arch_prctl", a -> a[0] == 0x1002 || a[0] == 0x3001 || a[0] == 0x5005),
                    entry("fadvise64", a -> a[3] >= 0 && a[3] <= 5 && a[3] != 4),
                    entry("statx", a -> (a[3] & ~0x3BFFFL) == 0),
                    entry("futex", a -> List.of(0x80L, 0x81L, 0x89L, 0x189L).contains(a[1]))));

    private static final Specification DYNAMIC = STATIC.and(
            words("statfs fstatfs"),
            Map.of("mmap", a -> isMappingOfData(a[2], a[3]) || (isPrivate(a[3]) && isCodeOfAFile(a[2], a[3]))));

    private static final Set<String> THREADS_CALLS = words("""
            sched_getparam sched_getscheduler sched_get_priority_min sched_get_priority_max
            tgkill tkill rt_sigtimedwait rt_sigpending
            """);

    private static final Map<String, Predicate<long[]>> THREADS_RULES = Map.of(
            "clone", a -> isThread(a[0]),
            "futex",
                    a -> List.of(0L, 1L, 3L, 4L, 5L, 9L, 0x80L, 0x81L, 0x83L, 0x84L, 0x85L, 0x89L, 0x109L, 0x189L)
                            .contains(a[1]),
            "madvise", a -> isHarmlessAdvice(a[2]) || a[2] == 102 || a[2] == 103);

    private static final Set<String> PROCESSES_CALLS = words("fork vfork wait4 waitid setpgid setsid shutdown");

    private static final Map<String, Predicate<long[]>> PROCESSES_RULES = Map.of(
            "clone", a -> isThread(a[0]) || isFork(a[0]) || a[0] == 0x4111,
            "socketpair",
                    a -> a[0] == 1 && List.of(1L, 0x801L, 0x80001L, 0x80801L).contains(a[1]) && a[2] == 0,
            "sendto", a -> a[4] == 0 && (a[3] & ~0xC040L) == 0,
            "recvfrom", a -> (a[3] & ~0x4142L) == 0,
            "kill", a -> a[0] >= 0 && a[0] <= 0x7FFFFFFF);

    private static final Specification STATIC_THREADS = STATIC.and(THREADS_CALLS, THREADS_RULES);

    private static final Specification DYNAMIC_THREADS = DYNAMIC.and(THREADS_CALLS, THREADS_RULES);

    private static final Specification STATIC_PROCESSES = STATIC_THREADS
            .and(PROCESSES_CALLS, PROCESSES_RULES)
            .and(Set.of(), Map.of("mmap", a -> isMappingOfData(a[2], a[3]) || isSharedMemory(a[2], a[3])));

    private static final Specification DYNAMIC_PROCESSES = DYNAMIC_THREADS
            .and(PROCESSES_CALLS, PROCESSES_RULES)
            .and(
                    Set.of(),
                    Map.of(
                            "mmap",
                            a -> isMappingOfData(a[2], a[3])
                                    || isSharedMemory(a[2], a[3])
                                    || (isPrivate(a[3]) && isCodeOfAFile(a[2], a[3]))));

    /**
     * CLONE_VM, FS, FILES, SIGHAND, THREAD and SYSVSEM, and none but SETTLS, PARENT_SETTID, CHILD_CLEARTID and DETACHED
     * beside them: no signal at its end, no vfork, no tracing, no namespace.
     */
    private static boolean isThread(long flags) {
        return (flags & 0x50F00) == 0x50F00 && (flags & ~0x7D0F00L) == 0;
    }

    /** SIGCHLD at its end, and none but the three flags that store its number. */
    private static boolean isFork(long flags) {
        return (flags & ~0x1300000L) == 17;
    }

    /** The guest's own id, or the {@code int} -1. */
    private static boolean isOwnOrNone(long id) {
        return id == USER_ID || id == 0xFFFFFFFFL;
    }

    /** Exactly MAP_SHARED and MAP_ANONYMOUS, and not executable. */
    private static boolean isSharedMemory(long prot, long flags) {
        return isData(prot) && flags == 0x21;
    }

    /** Private with any content, or exactly MAP_SHARED. */
    private static boolean isMappingOfData(long prot, long flags) {
        return isData(prot) && (isPrivate(flags) || flags == 1);
    }

    /** S_IFIFO with any permissions. */
    private static boolean isNamedPipe(long mode) {
        return (mode & ~0x1FFL) == 0x1000;
    }

    /** No bits but PROT_READ and PROT_WRITE. */
    private static boolean isHarmlessAdvice(long advice) {
        return (advice >= 0 && advice <= 4) || Set.of(8L, 10L, 14L, 15L, 16L).contains(advice);
    }

    private static boolean isData(long prot) {
        return prot >= 0 && prot <= 3;
    }

    /** PROT_EXEC, with or without PROT_READ, and no MAP_ANONYMOUS. */
    private static boolean isCodeOfAFile(long prot, long flags) {
        return (prot == 4 || prot == 5) && (flags & 0x20) == 0;
    }

    /** MAP_PRIVATE, and none but MAP_ANONYMOUS, FIXED, FIXED_NOREPLACE, NORESERVE, STACK and DENYWRITE beside it. */
    private static boolean isPrivate(long flags) {
        return (flags & 2) == 2 && (flags | 0x20 | 0x10 | 0x100000 | 0x4000 | 0x20000 | 0x800) == 0x124832;
    }

    private static Specification specification(String policy) {
        return switch (policy) {
            case "strict" -> STRICT;
            case "static" -> STATIC;
            case "dynamic" -> DYNAMIC;
            case "static-threads" -> STATIC_THREADS;
            case "dynamic-threads" -> DYNAMIC_THREADS;
            case "static-processes" -> STATIC_PROCESSES;
            case "dynamic-processes" -> DYNAMIC_PROCESSES;
            default -> throw new AssertionError("no specification of " + policy);
        };
    }

    /**
     * Values at which one rule or another changes its mind, the one below and the one above, and each with a bit set in
     * the high half.
     */
    private static final long[] EDGES = edges("""
            0 1 2 3 4 5 6 7 8 9 10 12 13 15 16 17 0x12 0x20 0x21 0x22 0x23 0x32 0x62 0x66 0x67 0x80 0x81 0x82 0x83
            0x84 0x85 0x86 0x89 0x100 0x101 0x103 0x109 0x122 0x183 0x189 0x800 0x802 0x812 0x1002 0x2022 0x3001
            0x4022 0x4111 0x4110 0x4113 0x1001 0x11B6 0x11FF 0x1200 0x1408 27 47 41 1032 14 0x5005 0x5401 0x5412 0x5413 0x8022 0x20022 0x80000 0x80080 0x80800 0x100022
            0x124832 0x200022 0x7FF 0xFFF 0x1000 0x2000 0x4000 0x8000 0x10000 0x20000 0x40000 0x3BFFF 0x3FFFF 1030 0x802C542A 0x12345678 0x50F00 0x50E00 0x40F00 0x3D0F00 0x7D0F00 0x7D0F11 0xFD0F00
            0x7D2F00 0x107D0F00 0x13D0F00 0x1200011 0x1300011 0x1100011 0x1200000 0x1200012 0x5200011 0x10000011
            0x20000011 0x40000011 39 0x5409 0x5603 0x540F 0x541B 0x5421 0x5450 0x80801 0x499602D2 0x40049409 0x53564D41 0x7E020011 0x80000011 0x7FFFFFFF 0x80000000 0xFFFFFFFF
            """);

    private static long[] edges(String low) {
        return Stream.of(low.strip().split("\\s+"))
                .mapToLong(Long::decode)
                .flatMap(value -> LongStream.of(value - 1, value, value + 1))
                .flatMap(value -> LongStream.of(value, value | 1L << 32, value | 1L << 63, value | 0xFFFFFFFFL << 32))
                .distinct()
                .toArray();
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }

    private static Stream<Arguments> policiesAndArchitectures() {
        return BuiltInPolicies.namesForOneLinkage().stream()
                .flatMap(policy ->
                        Arrays.stream(Architecture.values()).map(architecture -> Arguments.of(policy, architecture)));
    }

    private static Set<String> policies() {
        return BuiltInPolicies.namesForOneLinkage();
    }

    /** 0 to 600, and what no table can hold. */
    private static IntStream numbers() {
        return IntStream.concat(
                IntStream.rangeClosed(-1, LAST_NUMBER), IntStream.of(0x3FFFFFFF, Integer.MAX_VALUE, Integer.MIN_VALUE));
    }

    @ParameterizedTest
    @MethodSource("policiesAndArchitectures")
    void doesWhatIsSpecifiedForEveryNumberWithManyArguments(String policy, Architecture architecture) {
        SeccompProgram program = SyscallPolicy.named(policy).compile(architecture, START);
        Specification specification = specification(policy);
        int allowed = 0;

        for (int number : numbers().toArray()) {
            String call = SyscallTable.name(CallingConvention.valueOf(architecture.name()), number)
                    .orElse("none");
            boolean ruled = specification.rules().containsKey(call);
            for (long[] arguments : argumentsToTry(ruled, ruled ? numbersOf(specification, architecture) : NONE)) {
                SeccompAction expected = specification.decide(call, arguments);
                assertDecision(program, architecture, number, arguments, expected);
                allowed += expected instanceof SeccompAction.Allow ? 1 : 0;
            }
        }

        assertThat(allowed).as("cases that are allowed").isGreaterThan(13 * 13);
    }

    @ParameterizedTest
    @MethodSource("policiesAndArchitectures")
    void tellsOfWhatIsWatchedAndElseDecidesAsEver(String policy, Architecture architecture) {
        SeccompProgram program = SyscallPolicy.named(policy).compileForWatching(architecture, START, NOTEWORTHY);
        Specification specification = specification(policy);
        Set<SeccompAction> decisions = new HashSet<>();

        for (int number : numbers().toArray()) {
            String call = SyscallTable.name(CallingConvention.valueOf(architecture.name()), number)
                    .orElse("none");
            boolean ruled = specification.rules().containsKey(call) || NOTEWORTHY.contains(call);
            List<long[]> tried = argumentsToTry(ruled, NONE);
            tried.add(new long[] {0, 8, 1, 0, 0, 0});
            tried.add(new long[] {0, 8, 1L << 32 | 1, 0, 0, 0});
            tried.add(new long[] {0, 32, 0, 0, 0, 0});
            tried.add(new long[] {0, 64, 0, 0, 0, 0});
            tried.add(new long[] {11, 0, 0, 0, 0, 0});
            for (long[] arguments : tried) {
                SeccompAction expected = specification.decideWatched(call, arguments);
                assertDecision(program, architecture, number, arguments, expected);
                decisions.add(expected);
            }
        }

        assertThat(decisions)
                .contains(
                        new SeccompAction.Trace(0),
                        new SeccompAction.Trace(1),
                        new SeccompAction.Allow(),
                        new SeccompAction.KillProcess());
    }

    @ParameterizedTest
    @MethodSource("policies")
    void isSpecifiedHere(String policy) {
        Specification specification = specification(policy);
        Set<String> calls = new HashSet<>(specification.always());
        calls.addAll(specification.rules().keySet());

        assertThat(SyscallPolicy.named(policy).syscalls()).containsExactlyInAnyOrderElementsOf(calls);
    }

    /** Every edge at every position of arguments that most rules allow; fewer where nothing depends on arguments. */
    private static List<long[]> argumentsToTry(boolean ruled, long[] numbersOfCalls) {
        List<long[]> tried = new ArrayList<>();
        tried.add(new long[6]);
        tried.add(new long[] {-1, -1, -1, -1, -1, -1});
        tried.add(new long[] {1L << 32, 1L << 32, 1L << 32, 1L << 32, 1L << 32, 1L << 32});
        tried.add(new long[] {EXECVE_PATH, 0, 0, 0, 0, 0});
        tried.add(new long[] {EXECVE_PATH + 1, 0, 0, 0, 0, 0});
        tried.add(new long[] {EXECVE_PATH ^ 1L << 33, 0, 0, 0, 0, 0});
        for (long value : ruled ? EDGES : new long[] {6, 1L << 32}) {
            for (int position = 0; position < 6; position++) {
                tried.add(with(position, value, 0, 0, 0, 0x22, 0, 0));
            }
        }
        // what a comparison that jumps too far would take for the number of the call
        for (long number : numbersOfCalls) {
            for (int position = 0; position < 6; position++) {
                tried.add(with(position, number, 0, 0, 0, 0x22, 0, 0));
                tried.add(with(position, number << 32, 0, 0, 0, 0x22, 0, 0));
            }
        }
        return tried;
    }

    private static long[] numbersOf(Specification specification, Architecture architecture) {
        return Stream.concat(specification.always().stream(), specification.rules().keySet().stream())
                .map(architecture::syscallNumber)
                .flatMapToInt(OptionalInt::stream)
                .asLongStream()
                .toArray();
    }

    private static long[] with(int position, long value, long... arguments) {
        arguments[position] = value;
        return arguments;
    }

    @ParameterizedTest
    @MethodSource("policies")
    void decidesOnMmapByProtectionAndFlagsTogether(String policy) {
        SeccompProgram program = SyscallPolicy.named(policy).compile(Architecture.X86_64, START);
        Specification specification = specification(policy);
        long[] protections = {0, 1, 2, 3, 4, 5, 6, 7, 8, 0x0100_0000, 1 | 1L << 32, 5 | 1L << 63, -1};

        for (long prot : protections) {
            for (long flags : EDGES) {
                long[] arguments = {0, 4096, prot, flags, -1, 0};
                assertDecision(program, Architecture.X86_64, 9, arguments, specification.decide("mmap", arguments));
            }
        }
    }

    private static void assertDecision(
            SeccompProgram program, Architecture architecture, int number, long[] arguments, SeccompAction expected) {
        SeccompAction decision = FilterInterpreter.evaluate(program, architecture.auditArch(), number, 0, arguments);
        if (!decision.equals(expected)) {
            throw new AssertionError("call " + number + " "
                    + SyscallTable.name(CallingConvention.valueOf(architecture.name()), number)
                    + Arrays.toString(arguments) + ": specified is " + expected + ", the filter says " + decision);
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void killsEveryCallMadeInAnotherWayThanTheMachinesOwn(String policy) {
        SeccompProgram program = SyscallPolicy.named(policy).compile(Architecture.X86_64, START);
        long[] arguments = new long[6];
        long[] launchersExecve = {EXECVE_PATH, 0, 0, 0, 0, 0};
        long[] allOnes = {-1, -1, -1, -1, -1, -1};
        Set<SeccompAction> decisions = new HashSet<>();

        for (int number : IntStream.rangeClosed(0, LAST_NUMBER).toArray()) {
            decisions.add(FilterInterpreter.evaluate(program, AUDIT_ARCH_X86_64, number | X32_BIT, 0, arguments));
            decisions.add(
                    FilterInterpreter.evaluate(program, AUDIT_ARCH_X86_64, number | Integer.MIN_VALUE, 0, arguments));
            decisions.add(FilterInterpreter.evaluate(program, AUDIT_ARCH_I386, number, 0, arguments));
            decisions.add(FilterInterpreter.evaluate(program, AUDIT_ARCH_I386, number | X32_BIT, 0, arguments));
            decisions.add(FilterInterpreter.evaluate(program, AUDIT_ARCH_AARCH64, number, 0, arguments));
            decisions.add(FilterInterpreter.evaluate(program, 0, number, 0, arguments));
            decisions.add(FilterInterpreter.evaluate(program, AUDIT_ARCH_I386, number, 0, launchersExecve));
            decisions.add(FilterInterpreter.evaluate(program, AUDIT_ARCH_X86_64, number | X32_BIT, 0, launchersExecve));
            decisions.add(FilterInterpreter.evaluate(program, AUDIT_ARCH_X86_64, number | X32_BIT, 0, allOnes));
        }

        assertThat(decisions).containsExactly(new SeccompAction.KillProcess());
        assertThat(FilterInterpreter.evaluate(program, AUDIT_ARCH_X86_64, 1, 0, arguments))
                .isEqualTo(new SeccompAction.Allow());
    }
}
