package dev.zjail.engine.policy;

import static dev.zjail.engine.policy.ArgumentCondition.equal;
import static dev.zjail.engine.policy.ArgumentCondition.exactly;
import static dev.zjail.engine.policy.ArgumentCondition.only;
import static dev.zjail.engine.policy.ArgumentCondition.withOptional;
import static dev.zjail.engine.policy.ArgumentCondition.zero;
import static dev.zjail.engine.policy.KernelConstant.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The three policies: each is the one before it and what is listed here. docs/policies.md gives the reason for every
 * call, and a test holds the two together.
 */
final class BuiltInPolicies {
    static final String STRICT = "strict";
    static final String STATIC = "static";
    static final String DYNAMIC = "dynamic";

    /**
     * Flags of mmap that give a private mapping nothing it could not have without them. Not among them: MAP_GROWSDOWN
     * (a mapping that grows by itself towards its neighbour), MAP_LOCKED, MAP_HUGETLB and MAP_32BIT, which no C library
     * uses.
     */
    private static final List<KernelConstant> HARMLESS_MAP_FLAGS =
            List.of(MAP_FIXED, MAP_FIXED_NOREPLACE, MAP_NORESERVE, MAP_STACK, MAP_DENYWRITE);

    private static final Map<String, SortedMap<String, SyscallRule>> POLICIES = policies();

    private BuiltInPolicies() {}

    /** The rules of a policy by system call, if there is a policy of that name. */
    static Optional<SortedMap<String, SyscallRule>> named(String name) {
        return Optional.ofNullable(POLICIES.get(name));
    }

    private static Map<String, SortedMap<String, SyscallRule>> policies() {
        SortedMap<String, SyscallRule> strictRules = extended(new TreeMap<>(), strictCalls(), strictRules());
        SortedMap<String, SyscallRule> staticRules = extended(strictRules, staticCalls(), staticRules());
        SortedMap<String, SyscallRule> dynamicRules = extended(staticRules, dynamicCalls(), dynamicRules());
        return Map.of(STRICT, strictRules, STATIC, staticRules, DYNAMIC, dynamicRules);
    }

    /** A later rule takes the place of an earlier one for the same call. */
    private static SortedMap<String, SyscallRule> extended(
            SortedMap<String, SyscallRule> base, List<String> calls, List<SyscallRule> rules) {
        SortedMap<String, SyscallRule> extended = new TreeMap<>(base);
        calls.forEach(call -> extended.put(call, SyscallRule.always(call)));
        rules.forEach(rule -> extended.put(rule.syscall(), rule));
        return extended;
    }

    private static List<String> strictCalls() {
        return words("""
                read write openat close lseek fstat
                brk munmap
                rt_sigaction rt_sigprocmask
                exit_group
                getrandom clock_gettime
                """);
    }

    private static List<SyscallRule> strictRules() {
        return List.of(
                SyscallRule.when("execve", new ArgumentCondition.LauncherPath(0)),
                SyscallRule.when(
                        "mmap",
                        only(2, "prot", PROT_READ, PROT_WRITE),
                        exactly(3, "flags", MAP_PRIVATE, MAP_ANONYMOUS)));
    }

    /**
     * Calls without a rule of their own; what a C library makes of ISO C and of what POSIX adds for one process alone.
     */
    private static List<String> staticCalls() {
        return words("""
                set_tid_address set_robust_list rseq uname readlink readlinkat getrlimit
                exit restart_syscall rt_sigreturn sigaltstack rt_sigsuspend pause
                open creat readv writev pread64 pwrite64 dup dup2 dup3 pipe fadvise64
                poll ppoll select pselect6
                stat lstat newfstatat statx access faccessat faccessat2 getdents64 getcwd chdir fchdir
                mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2 truncate ftruncate fsync fdatasync
                time gettimeofday clock_getres nanosleep clock_nanosleep alarm setitimer getitimer times getrusage
                getpid gettid getppid getuid geteuid getgid getegid sysinfo sched_getaffinity
                """);
    }

    private static List<SyscallRule> staticRules() {
        return List.of(
                SyscallRule.whenAny("mmap", dataMappings()),
                SyscallRule.when("mprotect", only(2, "prot", PROT_READ, PROT_WRITE)),
                SyscallRule.when("mremap", only(3, "flags", MREMAP_MAYMOVE)),
                anyOf(
                        "madvise",
                        2,
                        "advice",
                        MADV_NORMAL,
                        MADV_RANDOM,
                        MADV_SEQUENTIAL,
                        MADV_WILLNEED,
                        MADV_DONTNEED,
                        MADV_FREE),
                anyOf("ioctl", 1, "cmd", TCGETS, TIOCGWINSZ, TCGETS2),
                anyOf(
                        "fcntl",
                        1,
                        "cmd",
                        F_DUPFD,
                        F_GETFD,
                        F_SETFD,
                        F_GETFL,
                        F_SETFL,
                        F_GETLK,
                        F_SETLK,
                        F_SETLKW,
                        F_DUPFD_CLOEXEC),
                SyscallRule.when("pipe2", only(1, "flags", O_CLOEXEC, O_NONBLOCK)),
                SyscallRule.when("prlimit64", zero(0, "pid", "0"), zero(2, "new_limit", "NULL")),
                SyscallRule.when("tgkill", equal(2, "sig", SIGABRT)),
                SyscallRule.when("tkill", equal(1, "sig", SIGABRT)),
                anyOf("arch_prctl", 0, "op", ARCH_SET_FS, ARCH_CET_STATUS, ARCH_SHSTK_STATUS),
                SyscallRule.whenAny(
                        "futex",
                        List.of(
                                List.of(withOptional(1, "op", FUTEX_WAIT, List.of(FUTEX_PRIVATE_FLAG))),
                                List.of(withOptional(1, "op", FUTEX_WAKE, List.of(FUTEX_PRIVATE_FLAG))),
                                List.of(withOptional(
                                        1,
                                        "op",
                                        FUTEX_WAIT_BITSET,
                                        List.of(FUTEX_PRIVATE_FLAG, FUTEX_CLOCK_REALTIME))))));
    }

    /** musl maps time zones, and glibc its table of character sets, shared and read-only. */
    private static List<List<ArgumentCondition>> dataMappings() {
        return List.of(
                List.of(only(2, "prot", PROT_READ, PROT_WRITE), privateMapping()),
                List.of(only(2, "prot", PROT_READ), exactly(3, "flags", MAP_SHARED)));
    }

    private static ArgumentCondition privateMapping() {
        return withOptional(
                3,
                "flags",
                MAP_PRIVATE,
                Stream.concat(Stream.of(MAP_ANONYMOUS), HARMLESS_MAP_FLAGS.stream())
                        .toList());
    }

    /**
     * libselinux, which ls, sed and find are linked to, looks for its file system in a constructor; fts(3) asks too.
     */
    private static List<String> dynamicCalls() {
        return List.of("statfs", "fstatfs");
    }

    /** Writable and executable are never together, and what is executable is a file. */
    private static List<SyscallRule> dynamicRules() {
        List<List<ArgumentCondition>> mappings = new ArrayList<>(dataMappings());
        mappings.add(List.of(
                only(2, "prot", PROT_READ, PROT_EXEC), withOptional(3, "flags", MAP_PRIVATE, HARMLESS_MAP_FLAGS)));
        return List.of(SyscallRule.whenAny("mmap", mappings));
    }

    private static SyscallRule anyOf(String syscall, int position, String argument, KernelConstant... constants) {
        return SyscallRule.whenAny(
                syscall,
                Arrays.stream(constants)
                        .map(constant -> List.of(equal(position, argument, constant)))
                        .toList());
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }
}
