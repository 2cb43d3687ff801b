/*
 * The options of the tests' launcher. They follow the launcher's own arguments, which never see them:
 *
 *   --trace FILE              writes each step that is come to into FILE, a line each: process, site, kind, stage, step
 *   --output FILE             FILE is standard output and error, so that it shows whether the guest ran
 *   --input FILE              FILE is standard input, so that a test can talk to the guest through a named pipe
 *   --fail PROCESS N ERROR    the Nth step (from 0) of the launcher, the init or the guest fails, with this errno
 *   --trace-calls FILE        writes each system call into FILE that is made to watch a run, a line each: file, function, number
 *   --fail-call FUNCTION NUMBER N RESULT
 *                             the Nth call (from 0) of that number in that function is not made and has this result, or
 *                             every one from the first on if N is "all"
 *   --short-sends             no more than one byte is sent at once
 *   --leave-out STAGE         leaves out that layer (jail.h: enum stage)
 *   --unusual-scheduling      is scheduled as no ordinary program is, as far as it may be
 *   --filter-early            applies the filter of layer 7 in the place of layer 5
 *   --without-nosuid          mounts what the guest sees without nosuid, and does not look whether it is
 *   --without-traps           cannot trap the time stamp counter, and not hide the vDSO
 *   --with-dead-traps         as in a virtual machine that takes the setting of each trap and heeds none
 *   --without-ipc             leaves the guest in the host's ipc namespace
 *   --leak FILE               opens FILE in the guest-to-be before the first layer
 *   --keep-capability         gives the guest-to-be a capability before the first layer that survives execve
 */
#undef launch
#undef sys6

#include "layers.h"
#include "message.h"
#include "spec.h"
#include "sys.h"
#include "text.h"
#include <linux/capability.h>
#include <linux/fcntl.h>
#include <linux/mman.h>
#include <linux/prctl.h>
#include <linux/ptrace.h>
#include <linux/sched.h>
#include <linux/sched/types.h>
#include <linux/seccomp.h>

enum { TRACE_BYTES = 1 << 18, NOTHING = -1 };

struct trace {
    uint32_t used;
    char lines[TRACE_BYTES - sizeof(uint32_t)];
};

enum process { LAUNCHER, INIT, GUEST, PROCESSES };

static const char *const PROCESS_NAMES[PROCESSES] = {"launcher", "init", "guest"};

static struct trace *trace;
static int counting;
static int counted[PROCESSES];
static int failing_process = NOTHING;
static int failing_step;
static int failing_error;
static int tracing_calls;
static const char *failing_function;
static long failing_number;
static int failing_call;
static long failing_result;
static int calls_counted;
static int sends_short;
static int left_out = NOTHING;
static int filters_early;
static int without_nosuid;
static int without_traps;
static int dead_traps;
static int without_ipc;
static const char *leak;
static int keeps_capability;

/* ---- steps --------------------------------------------------------------------------------------------------------- */

static enum process this_process(const struct progress *progress)
{
    /* After the filter only the guest comes to a step, and may not call getpid(2). */
    if (progress->stage == STAGE_EXECVE) {
        return GUEST;
    }
    if (SYS(getpid, 0) == 1) {
        return INIT;
    }
    /* pid_namespaces(7): whose parent is outside. The launcher's is in its own pid namespace, whatever id it has there. */
    return SYS(getppid, 0) == 0 ? GUEST : LAUNCHER;
}

static const char *file_name(const char *path)
{
    const char *name = path;
    for (; *path != '\0'; path++) {
        name = *path == '/' ? path + 1 : name;
    }
    return name;
}

static void add_to_trace(const struct text *line)
{
    uint32_t at = __atomic_fetch_add(&trace->used, (uint32_t)line->length, __ATOMIC_RELAXED);
    if (at + line->length <= sizeof trace->lines) {
        memcpy(trace->lines + at, line->start, line->length);
    }
}

static void write_trace(enum process process, const char *file, int site, enum step_kind kind, uint32_t stage, const char *step)
{
    char buffer[256];
    struct text line = TEXT(buffer);
    text_append(&line, PROCESS_NAMES[process]);
    text_append(&line, "\t");
    text_append(&line, file_name(file));
    text_append(&line, "\t");
    text_append_number(&line, (uint64_t)site);
    text_append(&line, kind == STEP_DID ? "\tdid\t" : "\tholds\t");
    text_append_number(&line, stage);
    text_append(&line, "\t");
    text_append(&line, step);
    text_append(&line, "\n");
    add_to_trace(&line);
}

int strikes(const struct progress *progress, const char *file, int site, enum step_kind kind, const char *step)
{
    if (!counting) {
        return 0;
    }
    enum process process = this_process(progress);
    if (trace != NULL) {
        write_trace(process, file, site, kind, progress->stage, step);
    }
    return counted[process]++ == failing_step && (int)process == failing_process;
}

int overlooks(const char *step)
{
    static const char prefix[] = "statfs(/): ";
    return without_nosuid && memcmp(step, prefix, sizeof prefix - 1) == 0;
}

long injected_error(void)
{
    return -failing_error;
}

/* ---- system calls beside the steps --------------------------------------------------------------------------------- */

static int is(const char *argument, const char *option)
{
    size_t length = text_length(option);
    return text_length(argument) == length && memcmp(argument, option, length) == 0;
}

static void trace_call(const char *file, const char *function, long number)
{
    char buffer[256];
    struct text line = TEXT(buffer);
    text_append(&line, file_name(file));
    text_append(&line, "\t");
    text_append(&line, function);
    text_append(&line, "\t");
    text_append_number(&line, (uint64_t)number);
    text_append(&line, "\n");
    add_to_trace(&line);
}

static long send_one_byte(long control, const struct message *message, long flags)
{
    const struct iovec *part = message->parts;
    while (part->iov_len == 0) {
        part++;
    }
    return SYS(sendto, control, part->iov_base, 1, flags, NULL, 0);
}

long system_call(const char *file, const char *function, long number, long a, long b, long c, long d, long e, long f)
{
    if (tracing_calls) {
        trace_call(file, function, number);
    }
    if (failing_function != NULL && number == failing_number && is(function, failing_function)) {
        int call = calls_counted++;
        if (failing_call == NOTHING || failing_call == call) {
            return failing_result;
        }
    }
    if (dead_traps && ((number == __NR_prctl && a == PR_SET_TSC) || (number == __NR_ptrace && a == PTRACE_POKEUSR))) {
        return 0;
    }
    if (sends_short && number == __NR_sendmsg) {
        return send_one_byte(a, (const struct message *)b, c);
    }
    return sys6(number, a, b, c, d, e, f);
}

/* ---- layers -------------------------------------------------------------------------------------------------------- */

static void open_leak(void)
{
    if (leak != NULL) {
        SYS(openat, AT_FDCWD, leak, O_RDONLY, 0);
    }
}

/* capabilities(7): what is ambient survives the execve of an unprivileged program. */
static void keep_capability(void)
{
    struct __user_cap_header_struct self = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
    struct __user_cap_data_struct sets[2];
    if (keeps_capability && SYS(capget, &self, sets) == 0) {
        sets[0].inheritable |= 1U << CAP_SYS_ADMIN;
        SYS(capset, &self, sets);
        SYS(prctl, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_SYS_ADMIN, 0, 0);
    }
}

/* On the host the program lies where its rootfs does. */
static void execute_on_host(const struct jail *jail)
{
    struct text path = {.start = (char *)jail->spec->header->execve_path_address, .length = 0, .capacity = 4096};
    text_append(&path, jail->spec->rootfs);
    text_append(&path, jail->spec->executable);
}

static void before_first_layer(void)
{
    open_leak();
    keep_capability();
}

int leaves_out(const struct jail *jail, enum stage stage, int (*apply_seccomp)(const struct jail *jail))
{
    if (stage == STAGE_RESOURCE_LIMITS) {
        before_first_layer();
    }
    if (stage == STAGE_ROOTFS && left_out == STAGE_ROOTFS) {
        execute_on_host(jail);
    }
    /*
     * seccomp(2) wants no_new_privs or CAP_SYS_ADMIN, and layer 6 takes that. So a run without layer 5 needs its filter here,
     * and a policy that allows what layer 6 still has to call.
     */
    if (stage == STAGE_NO_NEW_PRIVS && filters_early) {
        apply_seccomp(jail);
    }
    return (int)stage == left_out || (stage == STAGE_SECCOMP && filters_early);
}

int leaves_nosuid_out(void)
{
    return without_nosuid;
}

int cannot_trap(void)
{
    return without_traps;
}

int leaves_network_to_host(void)
{
    return left_out == STAGE_NAMESPACES;
}

int leaves_ipc_to_host(void)
{
    return without_ipc;
}

/* ---- options ------------------------------------------------------------------------------------------------------- */

static void give_up(void) __attribute__((noreturn));

static void give_up(void)
{
    for (;;) {
        SYS(exit_group, 2);
    }
}

static int number(const char *digits)
{
    int value = 0;
    for (; *digits != '\0'; digits++) {
        value = value * 10 + (*digits - '0');
    }
    return value;
}

static int process_named(const char *name)
{
    for (int process = 0; process < PROCESSES; process++) {
        if (is(name, PROCESS_NAMES[process])) {
            return process;
        }
    }
    give_up();
}

static void map_trace(const char *path)
{
    long file = SYS(openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
    long address = SYS(mmap, NULL, TRACE_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (file < 0 || address < 0) {
        give_up();
    }
    SYS(close, file);
    trace = (struct trace *)address;
    counting = 1;
}

static void redirect_output(const char *path)
{
    long file = SYS(openat, AT_FDCWD, path, O_WRONLY | O_APPEND | O_CLOEXEC, 0);
    if (file < 0 || SYS(dup3, file, 1, 0) < 0 || SYS(dup3, file, 2, 0) < 0) {
        give_up();
    }
    SYS(close, file);
}

static void redirect_input(const char *path)
{
    long file = SYS(openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
    if (file < 0 || SYS(dup3, file, 0, 0) < 0) {
        give_up();
    }
    SYS(close, file);
}

static void schedule_unusually(void)
{
    struct sched_param unused = {0};
    SYS(sched_setscheduler, 0, SCHED_BATCH, &unused);
    SYS(setpriority, 0, 0, -1);
}

/* Returns how many arguments the option takes, itself included; 0 if it is none of these. */
static int take_option(const char *const *at)
{
    if (is(at[0], "--trace")) {
        map_trace(at[1]);
        return 2;
    }
    if (is(at[0], "--output")) {
        redirect_output(at[1]);
        return 2;
    }
    if (is(at[0], "--input")) {
        redirect_input(at[1]);
        return 2;
    }
    if (is(at[0], "--fail")) {
        counting = 1;
        failing_process = process_named(at[1]);
        failing_step = number(at[2]);
        failing_error = number(at[3]);
        return 4;
    }
    if (is(at[0], "--trace-calls")) {
        map_trace(at[1]);
        counting = 0;
        tracing_calls = 1;
        return 2;
    }
    if (is(at[0], "--fail-call")) {
        failing_function = at[1];
        failing_number = number(at[2]);
        failing_call = is(at[3], "all") ? NOTHING : number(at[3]);
        failing_result = -number(at[4]);
        return 5;
    }
    if (is(at[0], "--short-sends")) {
        sends_short = 1;
        return 1;
    }
    if (is(at[0], "--leave-out")) {
        left_out = number(at[1]);
        return 2;
    }
    if (is(at[0], "--unusual-scheduling")) {
        schedule_unusually();
        return 1;
    }
    if (is(at[0], "--filter-early")) {
        filters_early = 1;
        return 1;
    }
    if (is(at[0], "--without-nosuid")) {
        without_nosuid = 1;
        return 1;
    }
    if (is(at[0], "--without-traps")) {
        without_traps = 1;
        return 1;
    }
    if (is(at[0], "--with-dead-traps")) {
        dead_traps = 1;
        return 1;
    }
    if (is(at[0], "--without-ipc")) {
        without_ipc = 1;
        return 1;
    }
    if (is(at[0], "--leak")) {
        leak = at[1];
        return 2;
    }
    if (is(at[0], "--keep-capability")) {
        keeps_capability = 1;
        return 1;
    }
    return 0;
}

void launch_as_shipped(const long *stack) __attribute__((noreturn));

__attribute__((used, noreturn)) void launch(long *stack);

void launch(long *stack)
{
    const char *const *arguments = (const char *const *)(stack + 1);
    long own = stack[0];
    for (long i = 1; i < stack[0];) {
        int taken = take_option(arguments + i);
        own = taken > 0 && i < own ? i : own;
        i += taken > 0 ? taken : 1;
    }
    stack[0] = own;
    launch_as_shipped(stack);
}
