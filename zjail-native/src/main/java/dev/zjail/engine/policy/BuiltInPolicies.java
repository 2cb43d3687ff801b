package dev.zjail.engine.policy;

import static dev.zjail.engine.policy.ArgumentCondition.equal;
import static dev.zjail.engine.policy.ArgumentCondition.exactly;
import static dev.zjail.engine.policy.ArgumentCondition.minusOne;
import static dev.zjail.engine.policy.ArgumentCondition.notNegative;
import static dev.zjail.engine.policy.ArgumentCondition.only;
import static dev.zjail.engine.policy.ArgumentCondition.withOptional;
import static dev.zjail.engine.policy.ArgumentCondition.zero;
import static dev.zjail.engine.policy.HarmlessArguments.*;
import static dev.zjail.engine.policy.KernelConstant.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The built-in policies: each is the one before it and what is listed here. docs/policies.md gives the reason for every
 * call, and a test holds the two together.
 */
final class BuiltInPolicies {
    static final String AUTO = "auto";
    static final String THREADS = "threads";
    static final String PROCESSES = "processes";
    static final String STRICT = "strict";
    static final String STATIC = "static";
    static final String DYNAMIC = "dynamic";

    /** By name; of those whose calls do not depend on the linkage of the program. */
    private static final Map<String, SortedMap<String, SyscallRule>> POLICIES = policies();

    /** What users can write; the ones they should think of first come first. */
    private static final List<String> NAMES = Stream.concat(
                    Stream.of(AUTO, THREADS, PROCESSES), POLICIES.keySet().stream())
            .toList();

    private BuiltInPolicies() {}

    static List<String> names() {
        return NAMES;
    }

    static Set<String> namesForOneLinkage() {
        return POLICIES.keySet();
    }

    /** The rules of a policy by system call, if there is a policy of that name that needs no header to be resolved. */
    static Optional<SortedMap<String, SyscallRule>> rules(String name) {
        return Optional.ofNullable(POLICIES.get(name));
    }

    /** Which policy a name stands for where the program is linked so. */
    static String resolve(String name, Linkage linkage) {
        String byLinkage = linkage == Linkage.STATIC ? STATIC : DYNAMIC;
        return switch (name) {
            case AUTO -> byLinkage;
            case THREADS, PROCESSES -> byLinkage + "-" + name;
            default -> name;
        };
    }

    /** Those that allow more than the named one, for programs of either linkage if it is, the least first. */
    static List<String> wider(String name) {
        List<String> byHeader = List.of(STRICT, AUTO, THREADS, PROCESSES);
        int at = byHeader.indexOf(name);
        if (at >= 0) {
            return byHeader.subList(at + 1, byHeader.size());
        }
        List<String> ofLinkage = NAMES.stream()
                .filter(other -> other.startsWith(name.replaceFirst("-.*", "")))
                .toList();
        return ofLinkage.subList(ofLinkage.indexOf(name) + 1, ofLinkage.size());
    }

    static boolean makeProcesses(String name) {
        return name.endsWith(THREADS) || name.endsWith(PROCESSES);
    }

    /** The launcher's own execve, without which no guest can begin. */
    static SortedMap<String, SyscallRule> startOfTheGuest() {
        return new TreeMap<>(Map.of("execve", launchersExecve()));
    }

    private static SyscallRule launchersExecve() {
        return SyscallRule.when("execve", new ArgumentCondition.LauncherPath(0));
    }

    private static Map<String, SortedMap<String, SyscallRule>> policies() {
        SortedMap<String, SyscallRule> strictRules = extended(new TreeMap<>(), strictCalls(), strictRules());
        SortedMap<String, SyscallRule> staticRules = extended(strictRules, staticCalls(), staticRules());
        SortedMap<String, SyscallRule> dynamicRules = extended(staticRules, dynamicCalls(), dynamicRules());
        Map<String, SortedMap<String, SyscallRule>> policies = new LinkedHashMap<>();
        policies.put(STRICT, strictRules);
        policies.put(STATIC, staticRules);
        policies.put(DYNAMIC, dynamicRules);
        putWider(policies, STATIC, staticRules);
        putWider(policies, DYNAMIC, dynamicRules);
        return Collections.unmodifiableMap(policies);
    }

    private static void putWider(
            Map<String, SortedMap<String, SyscallRule>> policies,
            String linkage,
            SortedMap<String, SyscallRule> rules) {
        SortedMap<String, SyscallRule> threads = extended(rules, threadsCalls(), threadsRules());
        policies.put(linkage + "-" + THREADS, threads);
        policies.put(linkage + "-" + PROCESSES, extended(threads, processesCalls(), processesRules(linkage)));
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
                launchersExecve(),
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
                open creat readv writev pread64 pwrite64 dup dup2 dup3 pipe
                poll ppoll select pselect6
                stat lstat newfstatat access faccessat faccessat2 getdents getdents64 getcwd chdir fchdir
                mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2 truncate ftruncate fsync fdatasync
                link linkat symlink symlinkat chmod fchmod fchmodat fchmodat2 umask
                utime utimes futimesat utimensat flock fallocate copy_file_range sendfile
                chown lchown fchown fchownat
                getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr preadv pwritev preadv2 pwritev2 mincore msync sync_file_range mlock munlock
                epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2 eventfd eventfd2
                signalfd signalfd4 timerfd_create timerfd_settime timerfd_gettime
                timer_create timer_settime timer_gettime timer_getoverrun timer_delete
                capget getgroups getresuid getresgid getpgrp getpgid getsid sched_yield getpeername getsockname
                time gettimeofday clock_getres nanosleep clock_nanosleep alarm setitimer getitimer times getrusage
                getpid gettid getppid getuid geteuid getgid getegid sysinfo sched_getaffinity
                """);
    }

    private static List<SyscallRule> staticRules() {
        return List.of(
                SyscallRule.whenAny("mmap", dataMappings()),
                SyscallRule.when("mprotect", only(2, "prot", PROT_READ, PROT_WRITE)),
                SyscallRule.when("mremap", only(3, "flags", MREMAP_MAYMOVE)),
                anyOf("madvise", 2, "advice", HARMLESS_ADVICE),
                anyOf(
                        "ioctl",
                        1,
                        "cmd",
                        TCGETS,
                        TCGETS2,
                        TCSBRK,
                        TIOCGWINSZ,
                        TIOCGPGRP,
                        FIONREAD,
                        FIONBIO,
                        FIOCLEX,
                        FIONCLEX,
                        FICLONE,
                        VT_GETSTATE),
                SyscallRule.whenAny("prctl", processOptions()),
                SyscallRule.whenAny("setuid", List.of(own("uid"))),
                SyscallRule.whenAny("setgid", List.of(own("gid"))),
                SyscallRule.whenAny("setreuid", ownOrLeft("ruid", "euid")),
                SyscallRule.whenAny("setregid", ownOrLeft("rgid", "egid")),
                SyscallRule.whenAny("setresuid", ownOrLeft("ruid", "euid", "suid")),
                SyscallRule.whenAny("setresgid", ownOrLeft("rgid", "egid", "sgid")),
                QUESTION_TO_NAME_SERVICE,
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
                        F_DUPFD_CLOEXEC,
                        F_GETPIPE_SZ),
                SyscallRule.when("close_range", only(2, "flags", CLOSE_RANGE_CLOEXEC)),
                SyscallRule.when("mknod", withOptional(1, "mode", S_IFIFO, List.of(ACCESSPERMS))),
                SyscallRule.when("mknodat", withOptional(2, "mode", S_IFIFO, List.of(ACCESSPERMS))),
                SyscallRule.missing("get_mempolicy"),
                SyscallRule.missing("set_mempolicy"),
                SyscallRule.refused("setxattr", EOPNOTSUPP, List.of()),
                SyscallRule.refused("lsetxattr", EOPNOTSUPP, List.of()),
                SyscallRule.refused("fsetxattr", EOPNOTSUPP, List.of()),
                SyscallRule.when("pipe2", only(1, "flags", O_CLOEXEC, O_NONBLOCK)),
                SyscallRule.when("prlimit64", zero(0, "pid", "0"), zero(2, "new_limit", "NULL")),
                SyscallRule.when("tgkill", equal(2, "sig", SIGABRT)),
                SyscallRule.when("tkill", equal(1, "sig", SIGABRT)),
                anyOf("arch_prctl", 0, "op", ARCH_SET_FS, ARCH_CET_STATUS, ARCH_SHSTK_STATUS),
                anyOf("fadvise64", 3, "advice", HARMLESS_FILE_ADVICE),
                SyscallRule.when("statx", only(3, "mask", FACTS_ABOUT_FILES)),
                FUTEX_OF_ONE_THREAD);
    }

    private static List<List<ArgumentCondition>> processOptions() {
        return Stream.concat(
                        HARMLESS_PROCESS_OPTIONS.stream().map(option -> List.of(equal(0, "op", option))),
                        Stream.of(List.of(equal(0, "op", PR_CAP_AMBIENT), equal(1, "arg2", PR_CAP_AMBIENT_IS_SET))))
                .toList();
    }

    private static List<ArgumentCondition> own(String argument) {
        return List.of(new ArgumentCondition.OwnId(0, argument));
    }

    /**
     * To give up what one does not have: every argument is the guest's own id, or only the effective one is set to it.
     */
    private static List<List<ArgumentCondition>> ownOrLeft(String... arguments) {
        int effective = 1;
        List<ArgumentCondition> all = new ArrayList<>();
        List<ArgumentCondition> onlyEffective = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            ArgumentCondition own = new ArgumentCondition.OwnId(i, arguments[i]);
            all.add(own);
            onlyEffective.add(i == effective ? own : minusOne(i, arguments[i]));
        }
        return List.of(all, onlyEffective);
    }

    /** musl maps time zones, and glibc its table of character sets, shared and read-only. */
    private static List<List<ArgumentCondition>> dataMappings() {
        return List.of(
                List.of(only(2, "prot", PROT_READ, PROT_WRITE), privateMapping()),
                List.of(only(2, "prot", PROT_READ), exactly(3, "flags", MAP_SHARED)),
                SHARED_FILE);
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

    private static List<SyscallRule> dynamicRules() {
        return List.of(SyscallRule.whenAny("mmap", concat(dataMappings(), List.of(codeMapping()))));
    }

    /** Writable and executable are never together, and what is executable is a file. */
    private static List<ArgumentCondition> codeMapping() {
        return List.of(
                only(2, "prot", PROT_READ, PROT_EXEC), withOptional(3, "flags", MAP_PRIVATE, HARMLESS_MAP_FLAGS));
    }

    /** What POSIX threads need. A signal reaches no further than the processes of the jail. */
    private static List<String> threadsCalls() {
        return words("""
                sched_getparam sched_getscheduler sched_get_priority_min sched_get_priority_max
                tgkill tkill rt_sigtimedwait rt_sigpending
                """);
    }

    private static List<SyscallRule> threadsRules() {
        return List.of(
                SyscallRule.whenAny("clone", List.of(NEW_THREAD)),
                SyscallRule.missing("clone3"),
                SyscallRule.missing("pkey_alloc"),
                FUTEX_OF_THREADS,
                // guard pages of stacks, since glibc 2.42
                anyOf(
                        "madvise",
                        2,
                        "advice",
                        concat(List.of(HARMLESS_ADVICE), List.of(MADV_GUARD_INSTALL, MADV_GUARD_REMOVE))
                                .toArray(KernelConstant[]::new)));
    }

    /** fork in its shapes, waiting for what it made, and the bookkeeping of process groups. */
    private static List<String> processesCalls() {
        return words("fork vfork wait4 waitid setpgid setsid shutdown");
    }

    private static List<SyscallRule> processesRules(String linkage) {
        List<List<ArgumentCondition>> mappings = concat(dataMappings(), List.of(SHARED_MEMORY));
        return List.of(
                SyscallRule.whenAny("clone", List.of(NEW_THREAD, newProcess(), newProcessBeforeExecve())),
                SyscallRule.when("kill", notNegative(0, "pid")),
                SyscallRule.when(
                        "socketpair",
                        equal(0, "domain", AF_UNIX),
                        withOptional(1, "type", SOCK_STREAM, List.of(SOCK_CLOEXEC, SOCK_NONBLOCK)),
                        zero(2, "protocol", "0")),
                // Not MSG_OOB: CVE-2025-38236 was in it, and nobody sends out of band over a pair of his own.
                SyscallRule.when(
                        "sendto", only(3, "flags", MSG_DONTWAIT, MSG_NOSIGNAL, MSG_MORE), zero(4, "dest_addr", "NULL")),
                SyscallRule.when("recvfrom", only(3, "flags", MSG_PEEK, MSG_DONTWAIT, MSG_WAITALL, MSG_NOSIGNAL)),
                SyscallRule.whenAny(
                        "mmap", linkage.equals(DYNAMIC) ? concat(mappings, List.of(codeMapping())) : mappings));
    }

    private static List<ArgumentCondition> newProcess() {
        return List.of(withOptional(
                0, "flags", SIGCHLD, List.of(CLONE_PARENT_SETTID, CLONE_CHILD_CLEARTID, CLONE_CHILD_SETTID)));
    }

    /** posix_spawn, which popen and system use; its child can only run on where execve is allowed. */
    private static List<ArgumentCondition> newProcessBeforeExecve() {
        return List.of(exactly(0, "flags", CLONE_VM, CLONE_VFORK, SIGCHLD));
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
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
