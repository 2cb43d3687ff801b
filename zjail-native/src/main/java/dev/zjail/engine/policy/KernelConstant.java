package dev.zjail.engine.policy;

/**
 * The constants of the kernel's interface that argument rules speak of. They have the same value on x86-64 and aarch64
 * (those of {@code arch_prctl} exist on x86-64 only); KernelConstantTests compares them with the headers.
 */
enum KernelConstant {
    // sys/mman.h
    PROT_READ(0x1),
    PROT_WRITE(0x2),
    PROT_EXEC(0x4),
    MAP_SHARED(0x1),
    MAP_PRIVATE(0x2),
    MAP_FIXED(0x10),
    MAP_ANONYMOUS(0x20),
    MAP_DENYWRITE(0x800),
    MAP_NORESERVE(0x4000),
    MAP_STACK(0x2_0000),
    MAP_FIXED_NOREPLACE(0x10_0000),
    MREMAP_MAYMOVE(0x1),
    MADV_NORMAL(0),
    MADV_RANDOM(1),
    MADV_SEQUENTIAL(2),
    MADV_WILLNEED(3),
    MADV_DONTNEED(4),
    MADV_FREE(8),
    MADV_DONTFORK(10),
    MADV_HUGEPAGE(14),
    MADV_NOHUGEPAGE(15),
    MADV_DONTDUMP(16),
    MADV_GUARD_INSTALL(102),
    MADV_GUARD_REMOVE(103),

    // asm/ioctls.h
    TCGETS(0x5401),
    TCSBRK(0x5409),
    TIOCGPGRP(0x540F),
    TIOCGWINSZ(0x5413),
    FIONREAD(0x541B),
    FIONBIO(0x5421),
    FIONCLEX(0x5450),
    FIOCLEX(0x5451),
    TCGETS2(0x802C_542AL),

    // linux/vt.h
    VT_GETSTATE(0x5603),

    // linux/fs.h
    FICLONE(0x4004_9409),

    // fcntl.h
    O_NONBLOCK(0x800),
    O_CLOEXEC(0x8_0000),
    F_DUPFD(0),
    F_GETFD(1),
    F_SETFD(2),
    F_GETFL(3),
    F_SETFL(4),
    F_GETLK(5),
    F_SETLK(6),
    F_SETLKW(7),
    F_DUPFD_CLOEXEC(1030),
    F_GETPIPE_SZ(1032),

    POSIX_FADV_NORMAL(0),
    POSIX_FADV_RANDOM(1),
    POSIX_FADV_SEQUENTIAL(2),
    POSIX_FADV_WILLNEED(3),
    POSIX_FADV_NOREUSE(5),

    // linux/stat.h
    STATX_BASIC_STATS(0x7FF),
    STATX_BTIME(0x800),
    STATX_MNT_ID(0x1000),
    STATX_DIOALIGN(0x2000),
    STATX_SUBVOL(0x8000),
    STATX_WRITE_ATOMIC(0x1_0000),
    STATX_DIO_READ_ALIGN(0x2_0000),

    // sys/socket.h
    AF_UNSPEC(0),
    AF_UNIX(1),
    AF_INET(2),
    AF_INET6(10),
    AF_NETLINK(16),
    AF_PACKET(17),
    SOCK_STREAM(1),
    SOCK_NONBLOCK(0x800),
    SOCK_CLOEXEC(0x8_0000),
    MSG_PEEK(0x2),
    MSG_DONTWAIT(0x40),
    MSG_WAITALL(0x100),
    MSG_NOSIGNAL(0x4000),
    MSG_MORE(0x8000),

    // linux/random.h
    GRND_NONBLOCK(0x1),

    // linux/time.h
    CLOCK_REALTIME(0),
    CLOCK_MONOTONIC(1),
    CLOCK_MONOTONIC_RAW(4),
    CLOCK_REALTIME_COARSE(5),
    CLOCK_MONOTONIC_COARSE(6),
    CLOCK_BOOTTIME(7),
    CLOCK_TAI(11),

    // linux/futex.h
    FUTEX_WAIT(0),
    FUTEX_WAKE(1),
    FUTEX_REQUEUE(3),
    FUTEX_CMP_REQUEUE(4),
    FUTEX_WAKE_OP(5),
    FUTEX_WAIT_BITSET(9),
    FUTEX_PRIVATE_FLAG(0x80),
    FUTEX_CLOCK_REALTIME(0x100),

    // signal.h
    SIGABRT(6),
    SIGCHLD(17),

    // linux/close_range.h
    CLOSE_RANGE_CLOEXEC(0x4),

    // sys/stat.h
    S_IFIFO(0x1000),
    ACCESSPERMS(0x1FF),

    // linux/sched.h
    CLONE_VM(0x100),
    CLONE_FS(0x200),
    CLONE_FILES(0x400),
    CLONE_SIGHAND(0x800),
    CLONE_VFORK(0x4000),
    CLONE_THREAD(0x1_0000),
    CLONE_SYSVSEM(0x4_0000),
    CLONE_SETTLS(0x8_0000),
    CLONE_PARENT_SETTID(0x10_0000),
    CLONE_CHILD_CLEARTID(0x20_0000),
    CLONE_DETACHED(0x40_0000),
    CLONE_UNTRACED(0x80_0000),
    CLONE_CHILD_SETTID(0x100_0000),

    // linux/prctl.h
    PR_SET_NAME(15),
    PR_GET_NAME(16),
    PR_CAPBSET_READ(23),
    PR_GET_SECUREBITS(27),
    PR_GET_NO_NEW_PRIVS(39),
    PR_SET_THP_DISABLE(41),
    PR_CAP_AMBIENT(47),
    PR_CAP_AMBIENT_IS_SET(1),
    PR_SET_VMA(0x53564d41),

    // asm/prctl.h
    ARCH_SET_FS(0x1002),
    ARCH_CET_STATUS(0x3001),
    ARCH_SHSTK_STATUS(0x5005);

    private final long value;

    KernelConstant(long value) {
        this.value = value;
    }

    long value() {
        return value;
    }
}
