/*
 * The specification of one run: what the Java side asks for, in one versioned record on the control channel.
 *
 * All numbers are little-endian. A string is its length (32 bits, without the NUL), its bytes, and a NUL; it holds no
 * other NUL. The record ends where its last string ends. Whatever breaks a rule is refused: nothing has happened by then.
 *
 *   struct spec_header                                the fixed part, below
 *   struct sock_filter [filter_count]                 the seccomp filter, as seccomp(2) takes it
 *   string                                            the rootfs: an absolute path on the host
 *   string                                            the executable: an absolute path inside the rootfs
 *   string                                            the host name inside the jail
 *   string                                            the working directory: an absolute path inside the rootfs
 *   string [CGROUPS_MOST]                             cgroup.procs files of the host to write the guest to; "" for none
 *   { uint64 size, string path } [tmpfs_count]      tmpfs mounts: their size in bytes, their path inside the rootfs
 *   { uint32 kind, string source, string target } [mount_count]
 *                                                     other mounts, made in this order and before any tmpfs: enum mount_kind,
 *                                                     an absolute path of the host without links, a path inside the rootfs
 *   { uint32 tmpfs, string path } [collect_count]     what comes back: the index of a tmpfs, the path beneath it or "."
 *   string [argument_count]                           argv, the zeroth included
 *   string [environment_count]                        the environment
 *
 * dev.zjail.engine.launcher.LaunchSpec writes it; a change here changes SPEC_VERSION on both sides.
 */
#ifndef ZJAIL_SPEC_H
#define ZJAIL_SPEC_H

#include <linux/filter.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SPEC_MAGIC = 0x53504a5a, /* "ZJPS" */
    SPEC_VERSION = 7,
    SPEC_LARGEST = 8 << 20,
    RESOURCE_COUNT = 16,
    TMPFS_MOST = 32,
    MOUNTS_MOST = 64,
    COLLECT_MOST = 64,
    CGROUPS_MOST = 2, /* memory and pids: hierarchies of their own in version 1 (cgroups(7)) */
    RANDOM_INSTRUCTIONS_MOST = 4, /* as many as a thread has debug registers for */
    STRINGS_MOST = 65536,
    PROCESSES_MOST = 65536,
    PROCESS_ID_FIRST = 2, /* what the kernel gives the first process behind the init */
    PROCESS_ID_MOST = 4194303 /* PID_MAX_LIMIT - 1 (include/linux/threads.h) */
};

/* The flags of a specification; any other bit is refused. */
enum {
    SPEC_LAYOUT_FIXED = 1, /* the address space is not randomized: personality(2), ADDR_NO_RANDOMIZE */
    SPEC_SINGLE_CPU = 2,   /* all processes share one CPU: sched_setaffinity(2) */
    SPEC_WATCHED = 4,      /* what the guest could read without a system call is taken from it, or trapped (trap.h) */
    SPEC_NO_EXEC_GAIN = 8, /* what was written is never executed, where the kernel can see to it: prctl(2), PR_SET_MDWE */
    SPEC_ALL_FLAGS = SPEC_LAYOUT_FIXED | SPEC_SINGLE_CPU | SPEC_WATCHED | SPEC_NO_EXEC_GAIN
};

/* What is told otherwise than it is, beside the clock; any other bit is refused. */
enum {
    ANSWER_RANDOM = 1,          /* AT_RANDOM and getrandom(2) */
    ANSWER_BUSY_HOST = 2,       /* sysinfo(2), statfs(2): much load, little memory and room */
    ANSWER_DIRECTORY_ORDER = 4, /* getdents64(2): the other way round; stat(2) and statx(2): other numbers */
    ANSWER_RELEASE = 8,         /* uname(2) */
    ANSWER_IDLE_HOST = 16,      /* sysinfo(2): no load */
    ANSWER_ALL = ANSWER_RANDOM | ANSWER_BUSY_HOST | ANSWER_DIRECTORY_ORDER | ANSWER_RELEASE | ANSWER_IDLE_HOST
};

/* Who is held up for a while, so that others get on first (supervise.c). Bits; any other is refused. */
enum schedule {
    SCHEDULE_NEW_LATE = 1,   /* a new thread or process before it begins */
    SCHEDULE_MAKER_LATE = 2, /* whoever made one */
    SCHEDULE_CALLS_LATE = 4, /* some that make a call by which others may be kept waiting */
    SCHEDULE_ANY_LATE = 8,   /* some that are just somewhere */
    SCHEDULE_OTHER_LATE = 16, /* every other new one */
    SCHEDULE_ALL = 31
};

/* What is mounted into the jail beside its root and tmpfs: read-only and nosuid, all of them. */
enum mount_kind {
    MOUNT_DIRECTORY = 1, /* a directory of the host, without what is mounted below it; nodev */
    MOUNT_TREE = 2,      /* the same with what is mounted below */
    MOUNT_FILE = 3,      /* a file of the host over one that is there; nodev */
    MOUNT_DEVICE = 4,    /* a device of the host over a file that is there; noexec */
    MOUNT_PROC = 5,      /* the jail's own processes: proc(5); nodev, noexec; the source is "/" */
    MOUNT_KIND_LAST = MOUNT_PROC
};

struct resource_limit {
    uint64_t soft;
    uint64_t hard;
};

struct spec_header {
    uint32_t magic;
    uint32_t version;
    uint32_t size; /* of the whole record, this header included */
    uint32_t filter_count;
    uint32_t tmpfs_count;
    uint32_t argument_count;
    uint32_t environment_count;
    uint32_t guest_id;            /* the uid and gid the guest gets, as numbered inside the jail */
    uint32_t processes;           /* how many processes and threads may live at once */
    uint32_t file_mode_mask;      /* umask(2) */
    uint32_t flags;
    uint32_t process_id;          /* the guest's in its pid namespace */
    uint32_t mount_count;
    uint32_t collect_count;
    uint32_t collect_files;       /* how many files may come back at most */
    uint32_t answers;             /* what is told otherwise than it is, if the run is watched (answer.h) */
    uint64_t collect_bytes;       /* ... and how many bytes in all of them together */
    uint64_t cpu_nanoseconds;     /* of all processes together; 0: no limit but RLIMIT_CPU */
    uint64_t wall_nanoseconds;    /* counted from the first instruction */
    uint64_t idle_nanoseconds;    /* how long all of them may use next to no CPU; 0: no limit */
    uint64_t clock_offset;        /* seconds that all clocks are ahead in what is told, if the run is watched */
    uint64_t random_seed;         /* what the random bytes are made of, with ANSWER_RANDOM; its lowest byte are the first ones */
    uint64_t schedule;            /* enum schedule; 0: the kernel's own */
    uint64_t execve_path_address; /* where the path of the launcher's own execve lies: the filter allows no other */
    struct resource_limit resource_limits[RESOURCE_COUNT]; /* by the number of the resource, all of them */
    /*
     * Where the executable asks the processor for random numbers (rdrand, rdseed): its first ones, as distances from its
     * entry point, modulo 2^64; 0 for none. They matter only if it is watched.
     */
    uint64_t random_instructions[RANDOM_INSTRUCTIONS_MOST];
};

struct tmpfs {
    uint64_t size;
    const char *path;
};

struct mount {
    uint32_t kind; /* enum mount_kind */
    const char *source;
    const char *target;
};

struct collected {
    uint32_t tmpfs;   /* its index */
    const char *path; /* relative to its root */
};

struct spec {
    const struct spec_header *header;
    const struct sock_filter *filter;
    const char *rootfs;
    const char *executable;
    const char *host_name;
    const char *working_directory;
    const char *cgroup_processes[CGROUPS_MOST]; /* "" for none */
    struct tmpfs tmpfs[TMPFS_MOST];
    struct mount mounts[MOUNTS_MOST];
    struct collected collected[COLLECT_MOST];
    const char **arguments;
    const char **environment;
};

/*
 * Reads a record that is complete in memory. Returns NULL if it is well-formed, otherwise what is wrong with it. The
 * spec points into the record and into the table of strings, which must have room for
 * argument_count + environment_count + 2 pointers.
 */
const char *spec_check_header(const struct spec_header *header);
const char *spec_parse(const void *record, const char **string_table, struct spec *spec);

#endif
