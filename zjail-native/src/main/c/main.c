/*
 * zjail's launcher: one launcher, one run.
 *
 * THEORY OF OPERATION
 *
 * The Java side spawns this program from a sealed memfd, with four descriptors: 0, 1 and 2 are the guest's standard
 * streams, 3 is the control channel. The launcher makes fresh namespaces, reads one specification (spec.h) from the
 * control channel, and forks twice:
 *
 *     launcher ---- in the host's pid namespace; it waits, watches, and writes one report (report.h)
 *       |-- init    pid 1 of the new pid namespace: reaps orphans, does nothing else, has no privilege left
 *       `-- guest   becomes the program under test: applies the seven layers (layers.c) to itself, then execve
 *
 * The guest is not pid 1, because the kernel drops signals that pid 1 sends itself: an abort() would not look like one. It
 * is a child of the launcher, not of the init, so that wait4 tells the launcher its raw status and its own usage.
 *
 * Every way a run can end leads to killing the init, with which the kernel kills whatever else is left in there:
 *   - the guest ends, a limit is reached, or the controller asks for it;
 *   - the Java virtual machine dies: the control channel is at its end (never PDEATHSIG: that follows a thread);
 *   - the launcher dies: PDEATHSIG kills the init (the launcher has a single thread), PTRACE_O_EXITKILL the guest.
 *
 * What the guest left in its tmpfs places comes back after that, if it was asked for (collect.c): from roots that were
 * taken hold of before its first instruction, when nobody is left to change them.
 *
 * A failure before the guest's first instruction is reported as a refusal: layer, step, errno. It travels through a page
 * of shared memory, because the second layer leaves no descriptor to write to.
 */
#include "collect.h"
#include "jail.h"
#include "layers.h"
#include "report.h"
#include "spec.h"
#include "supervise.h"
#include "sys.h"
#include "text.h"
#include <asm/poll.h>
#include <asm/signal.h>
#include <linux/audit.h>
#include <linux/close_range.h>
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/filter.h>
#include <linux/futex.h>
#include <linux/mman.h>
#include <linux/prctl.h>
#include <linux/sched.h>
#include <linux/seccomp.h>

enum { CONTROL = 3 };

static void exit_group(int status) __attribute__((noreturn));

static void exit_group(int status)
{
    for (;;) {
        SYS(exit_group, status);
    }
}

static void refuse(const struct progress *progress) __attribute__((noreturn));

static void refuse(const struct progress *progress)
{
    report_refusal(CONTROL, progress, 0, STOP_NOT);
    exit_group(1);
}

static void *map_memory(size_t size, int sharing)
{
    long address = SYS(mmap, NULL, size, PROT_READ | PROT_WRITE, sharing | MAP_ANONYMOUS, -1, 0);
    return address < 0 ? NULL : (void *)address;
}

/* ---- the launcher itself ------------------------------------------------------------------------------------------- */

/* Children of the launcher are to be killed before the virtual machine when memory runs out. Inherited by both. */
static int volunteer_for_oom_killer(struct progress *progress)
{
    long file = SYS(openat, AT_FDCWD, "/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC, 0);
    if (!did(progress, "open(/proc/self/oom_score_adj)", file)) {
        return 0;
    }
    long written = SYS(write, file, "1000", 4);
    SYS(close, file);
    return did(progress, "write(/proc/self/oom_score_adj)", written);
}

/* Blocks SIGCHLD and returns a descriptor to read it from; a parent that ignored it must not make the kernel reap for us. */
static long watch_children(struct progress *progress)
{
    uint64_t everything = ~0ULL;
    uint64_t children = 1ULL << (SIGCHLD - 1);
    long signals;
    int watching = did(progress, "rt_sigaction(SIGCHLD)", set_signal_handler(SIGCHLD, HANDLER_DEFAULT))
        && did(progress, "rt_sigprocmask", SYS(rt_sigprocmask, SIG_SETMASK, &everything, NULL, KERNEL_SIGNAL_SET_BYTES))
        && did(progress, "signalfd4", signals = SYS(signalfd4, -1, &children, KERNEL_SIGNAL_SET_BYTES, O_CLOEXEC | O_NONBLOCK));
    return watching ? signals : -1;
}

static int read_exactly(void *to, size_t count)
{
    char *at = to;
    while (count > 0) {
        long got = SYS(read, CONTROL, at, count);
        if (got == -EINTR) {
            continue;
        }
        if (got <= 0) {
            return 0;
        }
        at += got;
        count -= (size_t)got;
    }
    return 1;
}

/* The controller went away before it said what to run: nobody to report to, nothing to do. */
static const void *receive_record(struct progress *progress)
{
    struct spec_header header;
    if (!read_exactly(&header, sizeof header)) {
        exit_group(0);
    }
    const char *wrong = spec_check_header(&header);
    if (wrong != NULL) {
        holds(progress, wrong, 0);
        return NULL;
    }
    char *record = map_memory(header.size, MAP_PRIVATE);
    if (!holds(progress, "spec: memory", record != NULL)) {
        return NULL;
    }
    memcpy(record, &header, sizeof header);
    if (!read_exactly(record + sizeof header, header.size - sizeof header)) {
        exit_group(0);
    }
    return record;
}

static int receive_spec(struct progress *progress, struct spec *spec)
{
    const struct spec_header *record = receive_record(progress);
    if (record == NULL) {
        return 0;
    }
    size_t pointers = (size_t)record->argument_count + record->environment_count + 2;
    const char **table = map_memory(pointers * sizeof *table, MAP_PRIVATE);
    if (!holds(progress, "spec: memory", table != NULL)) {
        return 0;
    }
    const char *wrong = spec_parse(record, table, spec);
    return holds(progress, wrong == NULL ? "" : wrong, wrong == NULL);
}

/* ---- the init ------------------------------------------------------------------------------------------------------ */

static int confine_init(const struct jail *jail, long launcher)
{
    static struct sock_filter futex_and_ppoll[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, NATIVE_AUDIT_ARCH, 0, 4),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_ppoll, 1, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_futex, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS)};
    struct sock_fprog program = {.len = sizeof futex_and_ppoll / sizeof futex_and_ppoll[0], .filter = futex_and_ppoll};
    struct progress *progress = jail->progress;
    struct pollfd alive = {.fd = (int)launcher, .events = POLLIN, .revents = 0};
    struct timespec at_once = {0, 0};
    return did(progress, "init: prctl(PR_SET_NO_NEW_PRIVS)", SYS(prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
        && drop_privileges(progress, jail->spec->header->guest_id, jail->in_user_namespace)
        && did(progress, "init: prctl(PR_SET_DUMPABLE)", SYS(prctl, PR_SET_DUMPABLE, 0, 0, 0, 0))
        /* Only now: a change of credentials clears it (prctl(2)). */
        && did(progress, "init: prctl(PR_SET_PDEATHSIG)", SYS(prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0))
        /* The launcher may have died before that line; getppid() cannot tell, it is 0 in here either way. */
        && holds(progress, "init: launcher is alive", SYS(ppoll, &alive, 1, &at_once, NULL, 0) == 0)
        && did(progress, "init: close_range", SYS(close_range, 0, ~0U, 0))
        && did(progress, "init: seccomp(SECCOMP_SET_MODE_FILTER)", SYS(seccomp, SECCOMP_SET_MODE_FILTER, 0, &program));
}

/* With SIGCHLD ignored the kernel reaps the orphans by itself (wait(2)). */
static int ignore_children(struct progress *progress)
{
    return did(progress, "init: rt_sigaction(SIGCHLD)", set_signal_handler(SIGCHLD, HANDLER_IGNORE));
}

static void be_init(const struct jail *jail, long launcher) __attribute__((noreturn));

static void be_init(const struct jail *jail, long launcher)
{
    if (!ignore_children(jail->progress) || !confine_init(jail, launcher)) {
        exit_group(1);
    }
    announce(&jail->progress->init_is_confined);
    for (;;) {
        SYS(ppoll, NULL, 0, NULL, NULL, 0);
    }
}

static long start_init(const struct jail *jail)
{
    long launcher = SYS(pidfd_open, SYS(getpid, 0), 0);
    if (!did(jail->progress, "pidfd_open", launcher)) {
        return -1;
    }
    long init = SYS(clone, SIGCHLD, NULL, NULL, NULL, 0);
    if (init == 0) {
        be_init(jail, launcher);
    }
    SYS(close, launcher);
    return did(jail->progress, "clone(init)", init) ? init : -1;
}

/* ---- the run ------------------------------------------------------------------------------------------------------- */

/* clone3(2): the id in the innermost pid namespace comes first; the kernel chooses those outside. */
static long clone_as(uint32_t process_id)
{
    int32_t id = (int32_t)process_id;
    struct clone_args arguments = {.exit_signal = SIGCHLD, .set_tid = (uint64_t)&id, .set_tid_size = 1};
    return SYS(clone3, &arguments, sizeof arguments);
}

static long start_guest(const struct jail *jail)
{
    uint32_t process_id = jail->spec->header->process_id;
    /* The usual id needs no clone3(2), which the seccomp profiles of some containers do not let pass. */
    int is_usual = process_id == PROCESS_ID_FIRST;
    long guest = is_usual ? SYS(clone, SIGCHLD, NULL, NULL, NULL, 0) : clone_as(process_id);
    if (guest == 0) {
        become_guest(jail);
        exit_group(1);
    }
    return did(jail->progress, is_usual ? "clone(guest)" : "clone3(guest, set_tid)", guest) ? guest : -1;
}

/* The end of the guest's output is its end of file only if nobody else holds the pipes. */
static void close_streams(void)
{
    SYS(close_range, 0, 2, 0);
}

static void begin_tracing(const struct supervision *supervision, struct progress *progress)
{
    if (!did(progress, "ptrace(PTRACE_SEIZE)", trace_guest(supervision))
        /*
         * Nobody is to look into the launcher while the guest runs. Not before: a fork would inherit it, and a process that
         * is not dumpable can be traced only with rights in the user namespace of its image, here the host's.
         */
        || !did(progress, "prctl(PR_SET_DUMPABLE)", SYS(prctl, PR_SET_DUMPABLE, 0, 0, 0, 0))) {
        end_jail(supervision);
        refuse(progress);
    }
    announce(&progress->guest_is_traced);
}

static void run(const struct supervision *supervision, struct progress *progress)
{
    static struct outcome outcome;
    begin_tracing(supervision, progress);
    close_streams();
    supervise(supervision, &outcome);
    if (outcome.stop == STOP_ABANDONED) {
        return;
    }
    if (outcome.lost.step != NULL) {
        report_refusal(CONTROL, &outcome.lost, 0, STOP_NOT);
    } else if (outcome.executed) {
        collect(CONTROL, supervision->jail->spec);
        report_outcome(CONTROL, supervision->jail, &outcome);
    } else {
        report_refusal(CONTROL, progress, outcome.status, outcome.stop);
    }
}

/* How the launcher is called: "--user-namespace ID" where the caller is not root; ID is the one user inside. */
static int wants_user_namespace(const long *stack, uint32_t *guest_id)
{
    long count = stack[0];
    const char *const *arguments = (const char *const *)(stack + 1);
    static const char option[] = "--user-namespace";
    if (count == 3 && text_length(arguments[1]) == sizeof option - 1 && memcmp(arguments[1], option, sizeof option) == 0) {
        *guest_id = (uint32_t)text_number(arguments[2]);
        return 1;
    }
    return 0;
}

static int prepare_launcher(struct progress *progress, struct supervision *supervision)
{
    SYS(setsid, 0);
    return did(progress, "close_range", SYS(close_range, CONTROL + 1, ~0U, 0))
        && did(progress, "chdir(/)", SYS(chdir, "/"))
        && did(progress, "open(/proc)", supervision->proc = SYS(openat, AT_FDCWD, "/proc", O_PATH | O_DIRECTORY | O_CLOEXEC, 0))
        && (supervision->signals = watch_children(progress)) >= 0
        && volunteer_for_oom_killer(progress);
}

/* Before its first layer: so that all it ever uses is counted. */
static int put_into_cgroup(const struct jail *jail, const char *processes_file, long guest)
{
    char digits[32];
    struct text id = TEXT(digits);
    text_append_number(&id, (uint64_t)guest);
    if (processes_file[0] == '\0') {
        return 1;
    }
    static const char step[] = "write(cgroup.procs)";
    int joined = write_file(jail->progress, step, processes_file, digits);
    /* It also fails where an init that failed took the guest with it: then that is what is told. */
    if (jail->progress->step == step) {
        jail->progress->stage = STAGE_RESOURCE_LIMITS;
    }
    return joined;
}

static int put_into_cgroups(const struct jail *jail, long guest)
{
    int joined = 1;
    for (int i = 0; joined && i < CGROUPS_MOST; i++) {
        joined = put_into_cgroup(jail, jail->spec->cgroup_processes[i], guest);
    }
    return joined;
}

static int start_processes(struct jail *jail, struct supervision *supervision)
{
    jail->progress->stage = STAGE_LAUNCHER;
    return (supervision->init = start_init(jail)) > 0
        && (supervision->guest = start_guest(jail)) > 0
        && put_into_cgroups(jail, supervision->guest);
}

__attribute__((used, noreturn)) void launch(const long *stack);

void launch(const long *stack)
{
    static struct spec spec;
    struct progress *progress = map_memory(sizeof *progress, MAP_SHARED);
    if (progress == NULL) {
        exit_group(1);
    }
    progress->stage = STAGE_LAUNCHER;
    struct jail jail = {.spec = &spec, .progress = progress, .in_user_namespace = 0};
    struct supervision supervision = {.jail = &jail, .control = CONTROL, .signals = -1, .proc = -1, .init = -1, .guest = -1};
    uint32_t mapped_id = 0;
    jail.in_user_namespace = wants_user_namespace(stack, &mapped_id);
    if (!prepare_launcher(progress, &supervision)
        || !enter_namespaces(progress, jail.in_user_namespace, mapped_id)) {
        refuse(progress);
    }
    progress->stage = STAGE_LAUNCHER;
    if (!receive_spec(progress, &spec)
        || !holds(progress, "spec: guest_id", !jail.in_user_namespace || spec.header->guest_id == mapped_id)
        || !set_host_name(progress, spec.host_name)
        || !start_processes(&jail, &supervision)) {
        end_jail(&supervision);
        refuse(progress);
    }
    run(&supervision, progress);
    exit_group(0);
}

DEFINE_ENTRY_POINT(launch);
