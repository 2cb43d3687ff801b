package dev.zjail.engine.policy;

import static dev.zjail.engine.policy.ArgumentCondition.equal;
import static dev.zjail.engine.policy.ArgumentCondition.exactly;
import static dev.zjail.engine.policy.ArgumentCondition.only;
import static dev.zjail.engine.policy.ArgumentCondition.withOptional;
import static dev.zjail.engine.policy.ArgumentCondition.zero;
import static dev.zjail.engine.policy.KernelConstant.*;

import java.util.List;

/** The arguments with which {@link BuiltInPolicies} allow calls that could do more. */
final class HarmlessArguments {
    /**
     * Flags of mmap that give a private mapping nothing it could not have without them. Not among them: MAP_GROWSDOWN
     * (a mapping that grows by itself towards its neighbour), MAP_LOCKED, MAP_HUGETLB and MAP_32BIT, which no C library
     * uses.
     */
    static final List<KernelConstant> HARMLESS_MAP_FLAGS =
            List.of(MAP_FIXED, MAP_FIXED_NOREPLACE, MAP_NORESERVE, MAP_STACK, MAP_DENYWRITE);

    static final KernelConstant[] HARMLESS_ADVICE = {
        MADV_NORMAL,
        MADV_RANDOM,
        MADV_SEQUENTIAL,
        MADV_WILLNEED,
        MADV_DONTNEED,
        MADV_FREE,
        MADV_DONTFORK,
        MADV_HUGEPAGE,
        MADV_NOHUGEPAGE,
        MADV_DONTDUMP
    };

    /** Not POSIX_FADV_DONTNEED: it takes a file out of the page cache, and whoever reads that file next can tell. */
    static final KernelConstant[] HARMLESS_FILE_ADVICE = {
        POSIX_FADV_NORMAL, POSIX_FADV_RANDOM, POSIX_FADV_SEQUENTIAL, POSIX_FADV_WILLNEED, POSIX_FADV_NOREUSE
    };

    /**
     * What statx(2) can be asked for, but STATX_MNT_ID_UNIQUE: that number counts every mount the machine ever made,
     * and so the jails.
     */
    static final KernelConstant[] FACTS_ABOUT_FILES = {
        STATX_BASIC_STATS,
        STATX_BTIME,
        STATX_MNT_ID,
        STATX_DIOALIGN,
        STATX_SUBVOL,
        STATX_WRITE_ATOMIC,
        STATX_DIO_READ_ALIGN
    };

    /**
     * Names of threads, names of memory (PR_SET_VMA, which does nothing else), memory in small pages (Ruby), and the
     * questions of libcap and libcap-ng before main.
     */
    static final List<KernelConstant> HARMLESS_PROCESS_OPTIONS = List.of(
            PR_SET_NAME,
            PR_GET_NAME,
            PR_SET_VMA,
            PR_SET_THP_DISABLE,
            PR_CAPBSET_READ,
            PR_GET_SECUREBITS,
            PR_GET_NO_NEW_PRIVS);

    /**
     * One thread waits for nobody and wakes nobody but by a private futex. One that is not private is the same for all
     * who map its file.
     */
    static final SyscallRule FUTEX_OF_ONE_THREAD = SyscallRule.whenAny(
            "futex",
            List.of(
                    List.of(exactly(1, "op", FUTEX_WAIT, FUTEX_PRIVATE_FLAG)),
                    List.of(exactly(1, "op", FUTEX_WAKE, FUTEX_PRIVATE_FLAG)),
                    List.of(withOptional(
                            1, "op", List.of(FUTEX_WAIT_BITSET, FUTEX_PRIVATE_FLAG), List.of(FUTEX_CLOCK_REALTIME)))));

    /**
     * With threads also those that are not private: so the kernel wakes who joins a thread that ended
     * (set_tid_address(2)), and so do libstdc++ (std::future, guards of local statics) and semaphores that processes
     * share. Also condition variables of musl, and of glibc before 2.25; never those on mutexes with priority
     * inheritance.
     */
    static final SyscallRule FUTEX_OF_THREADS = SyscallRule.whenAny(
            "futex",
            List.of(
                    futexOperation(FUTEX_WAIT, FUTEX_PRIVATE_FLAG),
                    futexOperation(FUTEX_WAKE, FUTEX_PRIVATE_FLAG),
                    futexOperation(FUTEX_WAIT_BITSET, FUTEX_PRIVATE_FLAG, FUTEX_CLOCK_REALTIME),
                    futexOperation(FUTEX_REQUEUE, FUTEX_PRIVATE_FLAG),
                    futexOperation(FUTEX_CMP_REQUEUE, FUTEX_PRIVATE_FLAG),
                    futexOperation(FUTEX_WAKE_OP, FUTEX_PRIVATE_FLAG)));

    /**
     * A thread of the same process, whatever the C library or language runtime. None of these flags makes a namespace
     * or a process.
     */
    static final List<ArgumentCondition> NEW_THREAD = List.of(withOptional(
            0,
            "flags",
            List.of(CLONE_VM, CLONE_FS, CLONE_FILES, CLONE_SIGHAND, CLONE_THREAD, CLONE_SYSVSEM),
            List.of(CLONE_SETTLS, CLONE_PARENT_SETTID, CLONE_CHILD_CLEARTID, CLONE_DETACHED)));

    /** What parent and child share. */
    static final List<ArgumentCondition> SHARED_MEMORY =
            List.of(only(2, "prot", PROT_READ, PROT_WRITE), exactly(3, "flags", MAP_SHARED, MAP_ANONYMOUS));

    /** A file of the guest's own tmpfs as memory: no more than could be written to it. */
    static final List<ArgumentCondition> SHARED_FILE =
            List.of(only(2, "prot", PROT_READ, PROT_WRITE), exactly(3, "flags", MAP_SHARED));

    /** {@code EACCES}. */
    private static final int EACCES = 13;

    /** {@code EOPNOTSUPP}: so a file system answers that has no extended attributes. */
    static final int EOPNOTSUPP = 95;

    /**
     * Every C library made of glibc's sources asks a name service daemon first when it looks for a user or a group
     * (open_socket() in nscd/nscd_helper.c), and does without where it has no socket. Just this call is refused; any
     * other for a socket kills.
     */
    static final SyscallRule QUESTION_TO_NAME_SERVICE = SyscallRule.refused(
            "socket",
            EACCES,
            List.of(List.of(
                    equal(0, "domain", AF_UNIX),
                    exactly(1, "type", SOCK_STREAM, SOCK_CLOEXEC, SOCK_NONBLOCK),
                    zero(2, "protocol", "0"))));

    private HarmlessArguments() {}

    private static List<ArgumentCondition> futexOperation(KernelConstant operation, KernelConstant... optional) {
        return List.of(withOptional(1, "op", operation, List.of(optional)));
    }
}
