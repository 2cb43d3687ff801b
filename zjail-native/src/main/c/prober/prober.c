/*
 * zjail's prober: tries the launcher's steps one by one on this host, and says which of them work.
 *
 * THEORY OF OPERATION
 *
 * A Java virtual machine has many threads and so cannot enter a user namespace (unshare(2)); and what is not tried is not
 * known: where AppArmor restricts user namespaces, unshare succeeds and the mount after it fails. So every probe does what
 * the launcher does, with the launcher's own functions where there are some, in a process of its own that then ends:
 * its namespaces and mounts go with it, and nothing is left.
 *
 *     zjail-prober probe root|user-namespace ID DIRECTORY
 *         ID: the guest's user id inside; DIRECTORY: one that may be mounted on, inside the probes' own mount namespace
 *     zjail-prober greet
 *         writes a line and exits: the program that the doctor lets the engine jail
 *
 * Standard output gets one line for each probe, in the order of the table at the end, and then a line "end":
 *
 *     NAME ERROR SIGNAL STEP
 *
 * ERROR is the errno, or 0; SIGNAL is what ended the probe, or 0; STEP is the call that failed, or "-" if none did.
 * dev.zjail.engine.doctor.ProberAnswer reads it.
 */
#include "../jail.h"
#include "../layers.h"
#include "../sys.h"
#include "../text.h"
#include <asm/signal.h>
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/filter.h>
#include <linux/keyctl.h>
#include <linux/mman.h>
#include <linux/mount.h>
#include <linux/openat2.h>
#include <linux/prctl.h>
#include <linux/ptrace.h>
#include <linux/resource.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <linux/uio.h>
#include <linux/wait.h>

enum {
    STANDARD_OUTPUT = 1,
    LONGEST_SECONDS = 5,
    PROCESSES_OF_A_RUN = 3, /* launcher, init, guest */
    RUNS_AT_ONCE = 8,
    EXITED_WITH_ONE = 1 << 8, /* a wait status */
    MNT_DETACH = 2 /* umount2(2); not in the kernel's exported headers */
};

struct host {
    int in_user_namespace;
    uint32_t guest_id;
    const char *directory;
    struct progress *progress;
};

static void exit_group(int status) __attribute__((noreturn));

static void exit_group(int status)
{
    for (;;) {
        SYS(exit_group, status);
    }
}

/* ---- processes ----------------------------------------------------------------------------------------------------- */

/* A probe that its parent does not outlive: whatever happens to the prober, nothing goes on. */
static long start_process(void)
{
    long process = SYS(clone, SIGCHLD, NULL, NULL, NULL, 0);
    if (process == 0) {
        SYS(prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    }
    return process;
}

static int wait_status(long process)
{
    int status = 0;
    while (SYS(wait4, process, &status, __WALL, NULL) == -EINTR) {
    }
    return status;
}

static int exited_with_zero(int status)
{
    return status == 0;
}

static int ending_signal(int status)
{
    return status & 0x7f;
}

static int can_start(const struct host *host, const char *step, int count)
{
    long processes[PROCESSES_OF_A_RUN * RUNS_AT_ONCE];
    int started = 0;
    long last = 0;
    while (started < count && (last = start_process()) > 0) {
        processes[started++] = last;
    }
    if (started < count && last == 0) {
        for (;;) {
            SYS(ppoll, NULL, 0, NULL, NULL, 0);
        }
    }
    for (int i = 0; i < started; i++) {
        SYS(kill, processes[i], SIGKILL);
        wait_status(processes[i]);
    }
    return did(host->progress, step, last);
}

static int probe_processes(const struct host *host)
{
    return can_start(host, "clone(3 processes at once)", PROCESSES_OF_A_RUN);
}

static int probe_parallel_processes(const struct host *host)
{
    return can_start(host, "clone(24 processes at once)", PROCESSES_OF_A_RUN * RUNS_AT_ONCE);
}

/* ---- the launcher itself ------------------------------------------------------------------------------------------- */

/* Calls so young that a container's profile may not know them yet, and answer for the kernel. */
static int probe_recent_calls(const struct host *host)
{
    struct open_how any_directory = {.flags = O_PATH | O_DIRECTORY | O_CLOEXEC};
    struct progress *progress = host->progress;
    return did(progress, "pidfd_open", SYS(pidfd_open, SYS(getpid, 0), 0))
        && did(progress, "openat2", SYS(openat2, AT_FDCWD, "/", &any_directory, sizeof any_directory))
        && did(progress, "close_range", SYS(close_range, 3, ~0U, 0));
}

static int probe_oom_score(const struct host *host)
{
    return write_file(host->progress, "write(/proc/self/oom_score_adj)", "/proc/self/oom_score_adj", "1000");
}

static int probe_session_keyring(const struct host *host)
{
    long result = SYS(keyctl, KEYCTL_JOIN_SESSION_KEYRING, NULL);
    return result == -ENOSYS || did(host->progress, "keyctl(KEYCTL_JOIN_SESSION_KEYRING)", result);
}

/* ---- namespaces ---------------------------------------------------------------------------------------------------- */

#define NAMESPACE(flag) flag, "unshare(" #flag ")", "unshare(CLONE_NEWUSER|" #flag ")"

/* One namespace, in one call with the user namespace where there has to be one: that is how the launcher gets them. */
static int enter(const struct host *host, long flag, const char *step, const char *step_in_user_namespace)
{
    long flags = host->in_user_namespace ? CLONE_NEWUSER | flag : flag;
    return did(host->progress, host->in_user_namespace ? step_in_user_namespace : step, SYS(unshare, flags));
}

static int probe_user_namespace(const struct host *host)
{
    return !host->in_user_namespace || did(host->progress, "unshare(CLONE_NEWUSER)", SYS(unshare, CLONE_NEWUSER));
}

static int probe_mount_namespace(const struct host *host)
{
    return enter(host, NAMESPACE(CLONE_NEWNS));
}

static int probe_pid_namespace(const struct host *host)
{
    if (!enter(host, NAMESPACE(CLONE_NEWPID))) {
        return 0;
    }
    long init = start_process();
    if (init == 0) {
        exit_group(SYS(getpid, 0) == 1 ? 0 : 1);
    }
    return did(host->progress, "clone(init)", init)
        && holds(host->progress, "getpid() in the pid namespace", exited_with_zero(wait_status(init)));
}

static int probe_network_namespace(const struct host *host)
{
    return enter(host, NAMESPACE(CLONE_NEWNET));
}

static int probe_ipc_namespace(const struct host *host)
{
    return enter(host, NAMESPACE(CLONE_NEWIPC));
}

static int probe_uts_namespace(const struct host *host)
{
    return enter(host, NAMESPACE(CLONE_NEWUTS));
}

/* All of them at once and the maps of ids: from here on every probe stands where the launcher stands. */
static int probe_id_maps(const struct host *host)
{
    return enter_namespaces(host->progress, host->in_user_namespace, host->guest_id)
        && set_host_name(host->progress, "jail");
}

/* ---- tracing ------------------------------------------------------------------------------------------------------- */

static int look_at_its_exit(struct progress *progress, long process)
{
    struct ptrace_syscall_info info;
    uint64_t registers[REGISTER_WORDS] = {0};
    struct iovec vector = {.iov_base = registers, .iov_len = sizeof registers};
    int stopped_at = wait_status(process) >> 8;
    return holds(progress, "ptrace: stop at PTRACE_EVENT_EXIT", stopped_at == (SIGTRAP | (PTRACE_EVENT_EXIT << 8)))
        && did(progress, "ptrace(PTRACE_GET_SYSCALL_INFO)", SYS(ptrace, PTRACE_GET_SYSCALL_INFO, process, sizeof info, &info))
        && did(progress, "ptrace(PTRACE_GETREGSET)", SYS(ptrace, PTRACE_GETREGSET, process, NT_PRSTATUS, &vector));
}

/* In the launcher's namespaces: with kernel.yama.ptrace_scope 2 it is the rights in its user namespace that count. */
static int probe_ptrace(const struct host *host)
{
    long options = PTRACE_O_EXITKILL | PTRACE_O_TRACEEXEC | PTRACE_O_TRACEEXIT | PTRACE_O_TRACECLONE;
    struct progress *progress = host->progress;
    progress->guest_is_traced = 0;
    if (!probe_id_maps(host)) {
        return 0;
    }
    long process = start_process();
    if (process == 0) {
        wait_until(&progress->guest_is_traced);
        exit_group(0);
    }
    int traced = did(progress, "clone(guest)", process)
        && did(progress, "ptrace(PTRACE_SEIZE)", SYS(ptrace, PTRACE_SEIZE, process, 0, options));
    announce(&progress->guest_is_traced);
    int seen = traced && look_at_its_exit(progress, process);
    /* It ends by itself: no signal wakes a process that stopped on its way out. */
    SYS(ptrace, PTRACE_CONT, process, 0, 0);
    wait_status(process);
    return seen;
}

/* ---- mounts -------------------------------------------------------------------------------------------------------- */

static int probe_private_mounts(const struct host *host)
{
    return probe_id_maps(host)
        && did(host->progress, "mount(/, MS_REC|MS_PRIVATE)", SYS(mount, NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL));
}

static int probe_tmpfs(const struct host *host)
{
    struct progress *progress = host->progress;
    unsigned long attributes = MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC;
    long context, mount;
    return probe_private_mounts(host)
        && did(progress, "fsopen(tmpfs)", context = SYS(fsopen, "tmpfs", FSOPEN_CLOEXEC))
        && did(progress, "fsconfig(tmpfs size)", SYS(fsconfig, context, FSCONFIG_SET_STRING, "size", "65536", 0))
        && did(progress, "fsconfig(tmpfs)", SYS(fsconfig, context, FSCONFIG_CMD_CREATE, NULL, NULL, 0))
        && did(progress, "fsmount(tmpfs)", mount = SYS(fsmount, context, FSMOUNT_CLOEXEC, attributes))
        && did(progress, "move_mount(tmpfs)",
               SYS(move_mount, mount, "", AT_FDCWD, host->directory, MOVE_MOUNT_F_EMPTY_PATH));
}

static int bind_rootfs(const struct host *host, long *root)
{
    struct progress *progress = host->progress;
    struct mount_attr locked_down = {.attr_set = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV};
    return probe_private_mounts(host)
        && did(progress, "open_tree(rootfs)",
               *root = SYS(open_tree, AT_FDCWD, host->directory, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC))
        && did(progress, "mount_setattr(rootfs)",
               SYS(mount_setattr, *root, "", AT_EMPTY_PATH, &locked_down, sizeof locked_down))
        && did(progress, "move_mount(rootfs)",
               SYS(move_mount, *root, "", AT_FDCWD, host->directory, MOVE_MOUNT_F_EMPTY_PATH));
}

static int probe_bind_mount(const struct host *host)
{
    long root;
    return bind_rootfs(host, &root);
}

static int probe_pivot_root(const struct host *host)
{
    long root;
    struct progress *progress = host->progress;
    return bind_rootfs(host, &root)
        && did(progress, "fchdir(rootfs)", SYS(fchdir, root))
        && did(progress, "pivot_root", SYS(pivot_root, ".", "."))
        && did(progress, "umount2(old root, MNT_DETACH)", SYS(umount2, ".", MNT_DETACH));
}

/* ---- privileges ---------------------------------------------------------------------------------------------------- */

static int probe_no_new_privs(const struct host *host)
{
    return did(host->progress, "prctl(PR_SET_NO_NEW_PRIVS)", SYS(prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
        && holds(host->progress, "prctl(PR_GET_NO_NEW_PRIVS)", SYS(prctl, PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1);
}

static int probe_capabilities(const struct host *host)
{
    return probe_id_maps(host) && drop_privileges(host->progress, host->guest_id, host->in_user_namespace);
}

static long forbid_getppid(void)
{
    static struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_getppid, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
    struct sock_fprog program = {.len = sizeof filter / sizeof filter[0], .filter = filter};
    return SYS(seccomp, SECCOMP_SET_MODE_FILTER, 0, &program);
}

static int probe_seccomp(const struct host *host)
{
    if (!probe_no_new_privs(host)) {
        return 0;
    }
    long victim = start_process();
    if (victim == 0) {
        SYS(prctl, PR_SET_DUMPABLE, 0, 0, 0, 0); /* its death leaves no core dump */
        if (did(host->progress, "seccomp(SECCOMP_SET_MODE_FILTER)", forbid_getppid())) {
            SYS(getppid, 0);
        }
        exit_group(1);
    }
    return did(host->progress, "clone(guest)", victim)
        && (ending_signal(wait_status(victim)) == SIGSYS
            || (host->progress->step == NULL && holds(host->progress, "seccomp: SIGSYS for a denied call", 0)));
}

/* ---- the order ----------------------------------------------------------------------------------------------------- */

static const struct probe {
    const char *name;
    int (*works)(const struct host *host);
} PROBES[] = {
    {"processes", probe_processes},
    {"parallel_processes", probe_parallel_processes},
    {"recent_calls", probe_recent_calls},
    {"oom_score", probe_oom_score},
    {"session_keyring", probe_session_keyring},
    {"user_namespace", probe_user_namespace},
    {"mount_namespace", probe_mount_namespace},
    {"pid_namespace", probe_pid_namespace},
    {"network_namespace", probe_network_namespace},
    {"ipc_namespace", probe_ipc_namespace},
    {"uts_namespace", probe_uts_namespace},
    {"id_maps", probe_id_maps},
    {"ptrace", probe_ptrace},
    {"private_mounts", probe_private_mounts},
    {"tmpfs", probe_tmpfs},
    {"bind_mount", probe_bind_mount},
    {"pivot_root", probe_pivot_root},
    {"no_new_privs", probe_no_new_privs},
    {"capabilities", probe_capabilities},
    {"seccomp", probe_seccomp},
};

static void write_line(const char *name, uint32_t error, uint32_t signal, const char *step)
{
    char buffer[256];
    struct text line = TEXT(buffer);
    text_append(&line, name);
    text_append(&line, " ");
    text_append_number_and_space(&line, error);
    text_append_number_and_space(&line, signal);
    text_append(&line, step);
    text_append(&line, "\n");
    SYS(write, STANDARD_OUTPUT, buffer, line.length);
}

static void examine(const struct host *host, const struct probe *probe)
{
    struct progress *progress = host->progress;
    progress->step = NULL;
    progress->error = 0;
    long process = start_process();
    if (process == 0) {
        exit_group(probe->works(host) ? 0 : 1);
    }
    int status = did(progress, "clone(probe)", process) ? wait_status(process) : EXITED_WITH_ONE;
    if (exited_with_zero(status)) {
        write_line(probe->name, 0, 0, "-");
    } else {
        const char *step = progress->step == NULL ? probe->name : progress->step;
        write_line(probe->name, (uint32_t)progress->error, (uint32_t)ending_signal(status) & 0x7f, step);
    }
}

static void examine_all(const struct host *host)
{
    for (size_t i = 0; i < sizeof PROBES / sizeof PROBES[0]; i++) {
        examine(host, &PROBES[i]);
    }
    SYS(write, STANDARD_OUTPUT, "end\n", 4);
}

/* ---- the program --------------------------------------------------------------------------------------------------- */

static uint32_t parse_number(const char *digits)
{
    uint32_t number = 0;
    for (; *digits >= '0' && *digits <= '9'; digits++) {
        number = number * 10 + (uint32_t)(*digits - '0');
    }
    return number;
}

static int is(const char *argument, const char *word)
{
    size_t length = text_length(word);
    return text_length(argument) == length && memcmp(argument, word, length) == 0;
}

/* What this process got from the Java virtual machine, and what must not outlive it. */
static void prepare(void)
{
    struct resource_limit one = {1, 1}; /* no core dump, not even to a pipe (core(5)) */
    uint64_t none = 0;
    set_signal_handler(SIGALRM, HANDLER_DEFAULT);
    set_signal_handler(SIGCHLD, HANDLER_DEFAULT);
    SYS(rt_sigprocmask, SIG_SETMASK, &none, NULL, KERNEL_SIGNAL_SET_BYTES);
    SYS(prlimit64, 0, RLIMIT_CORE, &one, NULL);
    SYS(alarm, LONGEST_SECONDS);
    SYS(chdir, "/");
}

__attribute__((used, noreturn)) void probe_host(const long *stack);

void probe_host(const long *stack)
{
    long count = stack[0];
    const char *const *arguments = (const char *const *)(stack + 1);
    if (count == 2 && is(arguments[1], "greet")) {
        SYS(write, STANDARD_OUTPUT, "alive\n", 6);
        exit_group(0);
    }
    if (count != 5 || !is(arguments[1], "probe")) {
        exit_group(2);
    }
    long page = SYS(mmap, NULL, sizeof(struct progress), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (page < 0) {
        exit_group(1);
    }
    struct host host = {
        .in_user_namespace = is(arguments[2], "user-namespace"),
        .guest_id = parse_number(arguments[3]),
        .directory = arguments[4],
        .progress = (struct progress *)page};
    prepare();
    examine_all(&host);
    exit_group(0);
}

DEFINE_ENTRY_POINT(probe_host);
