/*
 * The seven layers, in the order of the table at the end, and the ground they stand on. Each function is one layer: it
 * applies it, reads back what it did where the kernel lets it, and stops at the first step that fails.
 */
#include "layers.h"

#include "mounts.h"
#include "sys.h"
#include "text.h"
#include <asm/signal.h>
#include <asm/stat.h>
#include <asm/statfs.h>
#include <linux/capability.h>
#include <linux/close_range.h>
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/futex.h>
#include <linux/keyctl.h>
#include <linux/mman.h>
#include <linux/mount.h>
#include <linux/openat2.h>
#include <linux/personality.h>
#include <linux/prctl.h>
#include <linux/resource.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <linux/securebits.h>
#include <linux/sched/types.h>
#include <linux/stat.h>

enum {
    MNT_DETACH = 2, /* umount2(2); not in the kernel's exported headers */
    LARGEST_SIGNAL = 64,
    STATFS_READ_ONLY = 1, /* statfs(2): ST_RDONLY, ST_NOSUID, ST_NODEV */
    STATFS_NO_SUID = 2,
    STATFS_NO_DEV = 4
};

/* An init that fails takes the guest with it, so that the launcher fails too, at whatever it does just then. */
static int keep_first_failure(struct progress *progress, const char *step, int32_t error)
{
    const char *none = NULL;
    if (__atomic_compare_exchange_n(&progress->step, &none, step, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) {
        progress->error = error;
    }
    return 0;
}

/* These two are named in parentheses: in the launcher of the tests both are macros too (src/test/c/faults.h). */
int (did)(struct progress *progress, const char *step, long result)
{
    return result >= 0 || keep_first_failure(progress, step, (int32_t)-result);
}

int (holds)(struct progress *progress, const char *step, int condition)
{
    return condition || keep_first_failure(progress, step, 0);
}

void wait_until(const volatile uint32_t *flag)
{
    while (*flag == 0) {
        SYS(futex, flag, FUTEX_WAIT, 0, NULL, NULL, 0);
    }
}

void announce(volatile uint32_t *flag)
{
    *flag = 1;
    SYS(futex, flag, FUTEX_WAKE, 1, NULL, NULL, 0);
}

/* ---- namespaces ---------------------------------------------------------------------------------------------------- */

int write_file(struct progress *progress, const char *step, const char *path, const char *content)
{
    long file = SYS(openat, AT_FDCWD, path, O_WRONLY | O_CLOEXEC, 0);
    if (!did(progress, step, file)) {
        return 0;
    }
    /* user_namespaces(7): the maps take one write each. */
    long written = SYS(write, file, content, text_length(content));
    SYS(close, file);
    return did(progress, step, written);
}

static int write_map(struct progress *progress, const char *step, const char *path, uint32_t inside, uint32_t outside)
{
    char line[64];
    struct text map = TEXT(line);
    text_append_number_and_space(&map, inside);
    text_append_number_and_space(&map, outside);
    text_append(&map, "1\n");
    return write_file(progress, step, path, line);
}

/*
 * Root of a container can, outside of the user namespace in which setgroups(2) is denied for good. An ordinary user cannot, and
 * keeps its groups.
 */
static int leave_groups(struct progress *progress)
{
    long result = SYS(setgroups, 0, NULL);
    return result == -EPERM || did(progress, "setgroups(0)", result);
}

int enter_namespaces(struct progress *progress, int with_user_namespace, uint32_t guest_id)
{
    /* Read before: after unshare(CLONE_NEWUSER) both are 65534 until the maps are written. */
    uint32_t uid = (uint32_t)SYS(geteuid, 0);
    uint32_t gid = (uint32_t)SYS(getegid, 0);
    long namespaces = CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS;
    progress->stage = STAGE_NAMESPACES;
    if (!with_user_namespace) {
        return did(progress, "unshare(CLONE_NEWNS|CLONE_NEWPID|CLONE_NEWNET|CLONE_NEWIPC|CLONE_NEWUTS)", SYS(unshare, namespaces));
    }
    return leave_groups(progress)
        && did(progress, "unshare(CLONE_NEWUSER|CLONE_NEWNS|CLONE_NEWPID|CLONE_NEWNET|CLONE_NEWIPC|CLONE_NEWUTS)",
                SYS(unshare, CLONE_NEWUSER | namespaces))
        /* CVE-2014-8989: an unprivileged process may map groups only after it gave setgroups(2) up. */
        && write_file(progress, "write(/proc/self/setgroups)", "/proc/self/setgroups", "deny")
        && write_map(progress, "write(/proc/self/uid_map)", "/proc/self/uid_map", guest_id, uid)
        && write_map(progress, "write(/proc/self/gid_map)", "/proc/self/gid_map", guest_id, gid);
}

int set_host_name(struct progress *progress, const char *host_name)
{
    size_t length = text_length(host_name);
    return did(progress, "sethostname", SYS(sethostname, host_name, length))
        && did(progress, "setdomainname", SYS(setdomainname, host_name, length));
}

/* ---- the rest of the ground: what the Java virtual machine would hand down ----------------------------------------- */

static int reset_signals(struct progress *progress)
{
    uint64_t none = 0;
    for (int signal = 1; signal <= LARGEST_SIGNAL; signal++) {
        if (signal != SIGKILL && signal != SIGSTOP
            && !did(progress, "rt_sigaction(SIG_DFL)", set_signal_handler(signal, HANDLER_DEFAULT))) {
            return 0;
        }
    }
    return did(progress, "rt_sigprocmask", SYS(rt_sigprocmask, SIG_SETMASK, &none, NULL, KERNEL_SIGNAL_SET_BYTES));
}

static int leave_session_keyring(struct progress *progress)
{
    long result = SYS(keyctl, KEYCTL_JOIN_SESSION_KEYRING, NULL);
    return result == -ENOSYS /* a kernel without keyrings has none to leave */ || did(progress, "keyctl(KEYCTL_JOIN_SESSION_KEYRING)", result);
}

/* No more than an ordinary program gets; less stays less. A pinned virtual machine's guests stay pinned with it. */
static int reset_scheduling(struct progress *progress)
{
    enum { IOPRIO_WHO_PROCESS = 1, IOPRIO_OF_NICE = 0, ORDINARY = 20 /* getpriority(2): 20 - nice */, TIMER_SLACK = 50000 };
    struct sched_param unused = {0};
    long policy = SYS(sched_getscheduler, 0);
    long priority = SYS(getpriority, 0, 0);
    return did(progress, "sched_getscheduler", policy)
        && (policy == SCHED_NORMAL || policy == SCHED_IDLE
            || did(progress, "sched_setscheduler(SCHED_OTHER)", SYS(sched_setscheduler, 0, SCHED_NORMAL, &unused)))
        && did(progress, "getpriority", priority)
        && (priority <= ORDINARY || did(progress, "setpriority(0)", SYS(setpriority, 0, 0, 0)))
        && did(progress, "ioprio_set", SYS(ioprio_set, IOPRIO_WHO_PROCESS, 0, IOPRIO_OF_NICE))
        && did(progress, "prctl(PR_SET_TIMERSLACK)", SYS(prctl, PR_SET_TIMERSLACK, TIMER_SLACK, 0, 0, 0));
}

static int set_personality(struct progress *progress, uint32_t flags)
{
    enum { ONLY_TELL = -1 /* personality(2): 0xffffffff */ };
    int is_fixed = (flags & SPEC_LAYOUT_FIXED) != 0;
    long wanted = is_fixed ? ADDR_NO_RANDOMIZE : PER_LINUX;
    const char *step = is_fixed ? "personality(ADDR_NO_RANDOMIZE)" : "personality(PER_LINUX)";
    return did(progress, step, SYS(personality, wanted)) && holds(progress, step, SYS(personality, (uint32_t)ONLY_TELL) == wanted);
}

/* The next one that it may use. It is the same one if there is no other. */
static uint32_t cpu_after(uint32_t cpu, const uint8_t *allowed, size_t bytes)
{
    do {
        cpu = (cpu + 1) % (uint32_t)(bytes * 8);
    } while ((allowed[cpu / 8] & 1U << cpu % 8) == 0);
    return cpu;
}

/*
 * On another one than where the scheduler put it: it tends to put runs where others were before, and what tells its CPU
 * is to differ. Runs at the same time still do not crowd on one.
 */
static int stay_on_one_cpu(struct progress *progress)
{
    uint8_t wanted[1024 /* 8192 CPUs: NR_CPUS of the largest kernels */] = {0};
    uint8_t set[sizeof wanted] = {0};
    uint32_t cpu = 0;
    if (!did(progress, "sched_getaffinity", SYS(sched_getaffinity, 0, sizeof set, set))
        || !did(progress, "getcpu", SYS(getcpu, &cpu, NULL, NULL)) || !holds(progress, "getcpu", cpu / 8 < sizeof wanted)) {
        return 0;
    }
    cpu = cpu_after(cpu, set, sizeof set);
    wanted[cpu / 8] = (uint8_t)(1U << cpu % 8);
    return did(progress, "sched_setaffinity", SYS(sched_setaffinity, 0, sizeof wanted, wanted))
        && did(progress, "sched_getaffinity", SYS(sched_getaffinity, 0, sizeof set, set))
        && holds(progress, "sched_getaffinity", memcmp(set, wanted, sizeof set) == 0);
}

/*
 * Not every host can: then the launcher says that nobody looked at the counter (report.h), and the run goes on. A virtual machine
 * may take the setting and let the counter be read all the same, so it is read here once.
 */
static void trap_counter(struct progress *progress)
{
    progress->counter_is_trapped = SYS(prctl, PR_SET_TSC, PR_TSC_SIGSEGV, 0, 0, 0) == 0 && is_counter_trapped();
    set_signal_handler(SIGSEGV, HANDLER_DEFAULT);
}

static int forget_inheritance(const struct jail *jail)
{
    struct progress *progress = jail->progress;
    const struct spec_header *header = jail->spec->header;
    progress->stage = STAGE_INHERITANCE;
    SYS(umask, header->file_mode_mask);
    if ((header->flags & SPEC_WATCHED) != 0) {
        trap_counter(progress);
    }
    return did(progress, "setsid", SYS(setsid, 0))
        && set_personality(progress, header->flags)
        && leave_session_keyring(progress)
        && reset_scheduling(progress)
        && ((header->flags & SPEC_SINGLE_CPU) == 0 || stay_on_one_cpu(progress))
        && reset_signals(progress);
}

/*
 * The filter lets exactly one execve pass: the one whose path lies at an address that nobody but the launcher knows. A
 * later execve by the guest has its path elsewhere.
 */
static int place_execve_path(const struct jail *jail)
{
    long address = (long)jail->spec->header->execve_path_address;
    long placed = SYS(mmap, address, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    if (!did(jail->progress, "mmap(execve path)", placed) || !holds(jail->progress, "mmap(execve path)", placed == address)) {
        return 0;
    }
    memcpy((void *)address, jail->spec->executable, text_length(jail->spec->executable) + 1);
    return 1;
}

/* ---- layer 1 ------------------------------------------------------------------------------------------------------- */

/* What layer 4 has open at once, descriptors 0 to 2 included. A limit below that has to wait for it. */
enum { SETUP_FILES = 7 };

static int set_limit(struct progress *progress, const char *step, int resource, const struct resource_limit *wanted)
{
    struct resource_limit set = {0};
    return did(progress, step, SYS(prlimit64, 0, resource, wanted, NULL))
        && did(progress, step, SYS(prlimit64, 0, resource, NULL, &set))
        && holds(progress, step, memcmp(&set, wanted, sizeof set) == 0);
}

static int setup_needs_more_files(const struct jail *jail)
{
    return jail->spec->header->resource_limits[RLIMIT_NOFILE].soft < SETUP_FILES;
}

static int apply_resource_limits(const struct jail *jail)
{
    static const struct resource_limit setup_files = {.soft = SETUP_FILES, .hard = SETUP_FILES};
    static const char *const steps[RESOURCE_COUNT] = {
        [RLIMIT_CPU] = "prlimit64(RLIMIT_CPU)", [RLIMIT_FSIZE] = "prlimit64(RLIMIT_FSIZE)",
        [RLIMIT_DATA] = "prlimit64(RLIMIT_DATA)", [RLIMIT_STACK] = "prlimit64(RLIMIT_STACK)",
        [RLIMIT_CORE] = "prlimit64(RLIMIT_CORE)", [RLIMIT_RSS] = "prlimit64(RLIMIT_RSS)",
        [RLIMIT_NPROC] = "prlimit64(RLIMIT_NPROC)", [RLIMIT_NOFILE] = "prlimit64(RLIMIT_NOFILE)",
        [RLIMIT_MEMLOCK] = "prlimit64(RLIMIT_MEMLOCK)", [RLIMIT_AS] = "prlimit64(RLIMIT_AS)",
        [RLIMIT_LOCKS] = "prlimit64(RLIMIT_LOCKS)", [RLIMIT_SIGPENDING] = "prlimit64(RLIMIT_SIGPENDING)",
        [RLIMIT_MSGQUEUE] = "prlimit64(RLIMIT_MSGQUEUE)", [RLIMIT_NICE] = "prlimit64(RLIMIT_NICE)",
        [RLIMIT_RTPRIO] = "prlimit64(RLIMIT_RTPRIO)", [RLIMIT_RTTIME] = "prlimit64(RLIMIT_RTTIME)"};
    for (int resource = 0; resource < RESOURCE_COUNT; resource++) {
        int waits = resource == RLIMIT_NOFILE && setup_needs_more_files(jail);
        const struct resource_limit *wanted = waits ? &setup_files : &jail->spec->header->resource_limits[resource];
        if (!set_limit(jail->progress, steps[resource], resource, wanted)) {
            return 0;
        }
    }
    return 1;
}

/* ---- layer 2 ------------------------------------------------------------------------------------------------------- */

static int apply_descriptor_scrub(const struct jail *jail)
{
    return did(jail->progress, "close_range(3, ~0)", SYS(close_range, 3, ~0U, 0));
}

/* ---- layer 3 ------------------------------------------------------------------------------------------------------- */

static int apply_dumpable(const struct jail *jail)
{
    /*
     * prctl(2): execve(2) sets it to 1 again, unless the file executed cannot be read (would_dump() in fs/exec.c). That is
     * why the rootfs holds the executable with mode 0111. Until then this protects the setup.
     */
    return did(jail->progress, "prctl(PR_SET_DUMPABLE)", SYS(prctl, PR_SET_DUMPABLE, 0, 0, 0, 0))
        && holds(jail->progress, "prctl(PR_GET_DUMPABLE)", SYS(prctl, PR_GET_DUMPABLE, 0, 0, 0, 0) == 0);
}

/* ---- layer 4 ------------------------------------------------------------------------------------------------------- */

static int root_is_locked_down(struct progress *progress)
{
    enum { WANTED = STATFS_READ_ONLY | STATFS_NO_SUID | STATFS_NO_DEV };
    struct statfs root = {0};
    return did(progress, "statfs(/)", SYS(statfs, "/", &root))
        && holds(progress, "statfs(/): read-only, nosuid, nodev", (root.f_flags & WANTED) == WANTED);
}

/* Read back: a directory that was reached through a symbolic link is not the one that was asked for. */
static int go_to_working_directory(struct progress *progress, const char *directory)
{
    char reached[4096] = {0};
    size_t size = text_length(directory) + 1;
    return did(progress, "chdir(working directory)", SYS(chdir, directory))
        && did(progress, "getcwd", SYS(getcwd, reached, sizeof reached))
        && holds(progress, "getcwd", size <= sizeof reached && memcmp(reached, directory, size) == 0);
}

/*
 * Where something is mounted over the host's /, a lookup that begins at / stays below it. In a user namespace it is locked
 * there for good (mount_namespaces(7)), so that it could not be unmounted later: it has to be the root that is given up.
 * Climbing to a root's parent leads to what lies on top.
 */
static int climb_to_topmost_root(struct progress *progress)
{
    return did(progress, "chdir(/..)", SYS(chdir, "/..")) && did(progress, "chroot(topmost root)", SYS(chroot, "."));
}

/*
 * Each umount2(2) takes off the topmost mount only; as many lie over one another as the host had over its root. Nothing is
 * left when the parent of the root is the root itself.
 */
static int unmount_old_root(struct progress *progress)
{
    static const char looking[] = "statx(/..)";
    uint64_t root, behind;
    if (!find_mount(progress, looking, AT_FDCWD, "/..", &behind)
        || !find_mount(progress, "statx(/)", AT_FDCWD, "/", &root)
        || !holds(progress, "pivot_root", behind != root)) {
        return 0;
    }
    while (behind != root) {
        if (!did(progress, "umount2(old root, MNT_DETACH)", SYS(umount2, ".", MNT_DETACH))
            || !find_mount(progress, looking, AT_FDCWD, "/..", &behind)) {
            return 0;
        }
    }
    return 1;
}

/* Whatever is opened here is closed by execve: each descriptor is made close-on-exec. */
static int apply_rootfs(const struct jail *jail)
{
    struct progress *progress = jail->progress;
    struct mount_attr locked_down = {.attr_set = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV};
    long root, host = -1;
    return did(progress, "mount(/, MS_REC|MS_PRIVATE)", SYS(mount, NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL))
        /* Before the climb: what is mounted into the jail is where the caller sees it. */
        && (jail->spec->header->mount_count == 0
            || did(progress, "open(/)", host = SYS(openat, AT_FDCWD, "/", O_PATH | O_DIRECTORY | O_CLOEXEC, 0)))
        && did(progress, "open_tree(rootfs)", root = SYS(open_tree, AT_FDCWD, jail->spec->rootfs, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC))
        && did(progress, "mount_setattr(rootfs)", SYS(mount_setattr, root, "", AT_EMPTY_PATH, &locked_down, sizeof locked_down))
        && (!jail->in_user_namespace || climb_to_topmost_root(progress))
        /* On top of the host's root, which every host has: the rootfs need not be seen from whatever covers that. */
        && did(progress, "move_mount(rootfs)", SYS(move_mount, root, "", AT_FDCWD, "/", MOVE_MOUNT_F_EMPTY_PATH))
        && (host < 0 || mount_provided(jail, root, host))
        && mount_all_tmpfs(jail, root)
        && did(progress, "fchdir(rootfs)", SYS(fchdir, root))
        && did(progress, "pivot_root", SYS(pivot_root, ".", "."))
        && unmount_old_root(progress)
        && did(progress, "chdir(/)", SYS(chdir, "/"))
        && root_is_locked_down(progress)
        && go_to_working_directory(progress, jail->spec->working_directory)
        && (!setup_needs_more_files(jail)
            || set_limit(progress, "prlimit64(RLIMIT_NOFILE)", RLIMIT_NOFILE,
                         &jail->spec->header->resource_limits[RLIMIT_NOFILE]));
}

/* ---- layer 5 ------------------------------------------------------------------------------------------------------- */

static int apply_no_new_privs(const struct jail *jail)
{
    return did(jail->progress, "prctl(PR_SET_NO_NEW_PRIVS)", SYS(prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
        && holds(jail->progress, "prctl(PR_GET_NO_NEW_PRIVS)", SYS(prctl, PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1);
}

/* ---- layer 6 ------------------------------------------------------------------------------------------------------- */

static int lock_securebits(struct progress *progress)
{
    /* By name, not SECURE_ALL_BITS: that grows with the headers (6.14) and an older kernel refuses what it does not know. */
    enum {
        SET = SECBIT_NOROOT | SECBIT_NO_SETUID_FIXUP | SECBIT_NO_CAP_AMBIENT_RAISE,
        LOCKED = SECBIT_NOROOT_LOCKED | SECBIT_NO_SETUID_FIXUP_LOCKED | SECBIT_NO_CAP_AMBIENT_RAISE_LOCKED | SECBIT_KEEP_CAPS_LOCKED
    };
    /* Needs CAP_SETPCAP, which drop_capabilities takes away: so this comes first. */
    return did(progress, "prctl(PR_SET_SECUREBITS)", SYS(prctl, PR_SET_SECUREBITS, SET | LOCKED, 0, 0, 0))
        && holds(progress, "prctl(PR_GET_SECUREBITS)", SYS(prctl, PR_GET_SECUREBITS, 0, 0, 0, 0) == (SET | LOCKED));
}

static int drop_bounding_set(struct progress *progress)
{
    /* Until the kernel knows no further one: it may know more than the headers this was compiled with. */
    for (int capability = 0;; capability++) {
        long result = SYS(prctl, PR_CAPBSET_DROP, capability, 0, 0, 0);
        if (result == -EINVAL) {
            return holds(progress, "prctl(PR_CAPBSET_DROP)", capability > CAP_AUDIT_READ);
        }
        if (!did(progress, "prctl(PR_CAPBSET_DROP)", result)) {
            return 0;
        }
    }
}

static int take_identity(struct progress *progress, uint32_t id, int in_user_namespace)
{
    uint32_t real, effective, saved;
    return (in_user_namespace /* where setgroups(2) is denied for good */ || did(progress, "setgroups(0)", SYS(setgroups, 0, NULL)))
        && did(progress, "setresgid", SYS(setresgid, id, id, id))
        && did(progress, "setresuid", SYS(setresuid, id, id, id))
        && did(progress, "getresgid", SYS(getresgid, &real, &effective, &saved))
        && holds(progress, "getresgid", real == id && effective == id && saved == id)
        && did(progress, "getresuid", SYS(getresuid, &real, &effective, &saved))
        && holds(progress, "getresuid", real == id && effective == id && saved == id);
}

static int drop_capabilities(struct progress *progress)
{
    struct __user_cap_header_struct self = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
    struct __user_cap_data_struct none[2] = {{0}, {0}};
    struct __user_cap_data_struct left[2] = {{~0U, ~0U, ~0U}, {~0U, ~0U, ~0U}};
    return did(progress, "prctl(PR_CAP_AMBIENT_CLEAR_ALL)", SYS(prctl, PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0))
        && did(progress, "capset", SYS(capset, &self, none))
        && did(progress, "capget", SYS(capget, &self, left))
        && holds(progress, "capget", memcmp(left, none, sizeof none) == 0);
}

int drop_privileges(struct progress *progress, uint32_t id, int in_user_namespace)
{
    return lock_securebits(progress)
        && drop_bounding_set(progress)
        && take_identity(progress, id, in_user_namespace)
        && drop_capabilities(progress);
}

static int apply_capabilities(const struct jail *jail)
{
    return drop_privileges(jail->progress, jail->spec->header->guest_id, jail->in_user_namespace);
}

/* ---- layer 7 ------------------------------------------------------------------------------------------------------- */

/* Since Linux 5.16 a filter does not do this by itself. Hardware that needs it not, or cannot do it, says so. */
static int disable_speculation(struct progress *progress, const char *step, unsigned long misfeature)
{
    long state = SYS(prctl, PR_GET_SPECULATION_CTRL, misfeature, 0, 0, 0);
    if (state == -ENODEV || state == -EINVAL || (state >= 0 && (state & PR_SPEC_PRCTL) == 0)) {
        return 1;
    }
    return did(progress, step, state)
        && ((state & PR_SPEC_FORCE_DISABLE) != 0
            || did(progress, step, SYS(prctl, PR_SET_SPECULATION_CTRL, misfeature, PR_SPEC_FORCE_DISABLE, 0, 0)));
}

/*
 * The filter sees arguments and the kernel what becomes of them: personality(2) can add PROT_EXEC to a harmless mmap. The
 * flag goes through execve and fork. Before Linux 6.3, and where the architecture cannot do it, there is none.
 */
static int refuse_exec_gain(struct progress *progress)
{
    enum { PR_SET_MDWE = 65, PR_GET_MDWE = 66, PR_MDWE_REFUSE_EXEC_GAIN = 1 }; /* newer than the oldest headers */
    long set = SYS(prctl, PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN, 0, 0, 0);
    return set == -EINVAL
        || (did(progress, "prctl(PR_SET_MDWE)", set)
            && holds(progress, "prctl(PR_GET_MDWE)", SYS(prctl, PR_GET_MDWE, 0, 0, 0, 0) == PR_MDWE_REFUSE_EXEC_GAIN));
}

static int apply_seccomp(const struct jail *jail)
{
    struct sock_fprog program = {
        .len = (unsigned short)jail->spec->header->filter_count, .filter = (struct sock_filter *)jail->spec->filter};
    /* Nothing can be read back: from here on only what the policy allows may be called. The attestation looks from outside. */
    return ((jail->spec->header->flags & SPEC_NO_EXEC_GAIN) == 0 || refuse_exec_gain(jail->progress))
        && disable_speculation(jail->progress, "prctl(PR_SPEC_STORE_BYPASS)", PR_SPEC_STORE_BYPASS)
        && disable_speculation(jail->progress, "prctl(PR_SPEC_INDIRECT_BRANCH)", PR_SPEC_INDIRECT_BRANCH)
        && did(jail->progress, "seccomp(SECCOMP_SET_MODE_FILTER)", SYS(seccomp, SECCOMP_SET_MODE_FILTER, 0, &program));
}

/* ---- the order ----------------------------------------------------------------------------------------------------- */

/* Only the launcher that the tests build for themselves leaves a layer out (src/test/c), to show what it is good for. */
#ifndef LEFT_OUT
#define LEFT_OUT(jail, stage) 0
#endif

static const struct {
    enum stage stage;
    int (*apply)(const struct jail *jail);
} LAYERS[] = {
    {STAGE_RESOURCE_LIMITS, apply_resource_limits},
    {STAGE_FILE_DESCRIPTORS, apply_descriptor_scrub},
    {STAGE_DUMPABLE, apply_dumpable},
    {STAGE_ROOTFS, apply_rootfs},
    {STAGE_NO_NEW_PRIVS, apply_no_new_privs},
    {STAGE_CAPABILITIES, apply_capabilities},
    {STAGE_SECCOMP, apply_seccomp},
};

static int apply_layers(const struct jail *jail)
{
    for (size_t i = 0; i < sizeof LAYERS / sizeof LAYERS[0]; i++) {
        jail->progress->stage = LAYERS[i].stage;
        if (!LEFT_OUT(jail, LAYERS[i].stage) && !LAYERS[i].apply(jail)) {
            return 0;
        }
    }
    return 1;
}

void become_guest(const struct jail *jail)
{
    const struct spec *spec = jail->spec;
    wait_until(&jail->progress->guest_is_traced);
    /* A jail whose init failed has no way to end: the kernel kills this process here if it does. */
    wait_until(&jail->progress->init_is_confined);
    if (!forget_inheritance(jail) || !place_execve_path(jail) || !apply_layers(jail)) {
        return;
    }
    jail->progress->stage = STAGE_EXECVE;
    did(jail->progress, "execve", SYS(execve, spec->header->execve_path_address, spec->arguments, spec->environment));
}
