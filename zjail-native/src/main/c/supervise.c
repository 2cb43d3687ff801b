/*
 * The guest is a child of the launcher, so its wait status and its rusage are those of the guest alone. It is traced, so
 * that it can be looked at when it is at its first instruction and when it is about to be gone; nothing that confines or
 * ends it depends on the tracing. Whatever ends a run - a limit, the controller, the guest's own end - leads to one place:
 * killing the init, with which the kernel kills every process of the pid namespace.
 */
#include "supervise.h"

#include "filter.h"
#include "sys.h"
#include "text.h"
#include <asm/poll.h>
#include <asm/signal.h>
#include <linux/errno.h>
#include <linux/eventpoll.h>
#include <linux/ptrace.h>
#include <linux/signalfd.h>
#include <linux/time.h>
#include <linux/uio.h>
#include <linux/wait.h>

enum { SETUP_SECONDS = 20, NANOSECONDS = 1000000000, SHORTEST_CPU_WAIT = 1000000 };

static uint64_t now(long clock)
{
    struct timespec time = {0, 0};
    SYS(clock_gettime, clock, &time);
    return (uint64_t)time.tv_sec * NANOSECONDS + (uint64_t)time.tv_nsec;
}

/* The clock that counts the CPU time of all threads of a process (clock_getcpuclockid(3)). */
static long cpu_clock(long process)
{
    return (long)((~(unsigned long)process << 3) | 2);
}

struct watch {
    const struct supervision *on;
    struct outcome *outcome;
    uint64_t started;     /* CLOCK_MONOTONIC: of the setup, then of the first instruction */
    uint64_t cpu_started; /* on the guest's CPU clock */
    uint64_t wall_limit;
    uint64_t cpu_limit; /* 0: none */
    int guest_reaped;
    int init_reaped;
};

/* ---- the one way to end a run -------------------------------------------------------------------------------------- */

static void kill_jail(struct watch *watch, enum stop why)
{
    if (watch->outcome->stop == STOP_NOT) {
        watch->outcome->stop = why;
    }
    /* The init is our child and is not reaped yet: the number cannot have passed to another process. */
    if (!watch->init_reaped) {
        SYS(kill, watch->on->init, SIGKILL);
    }
}

/* ---- limits -------------------------------------------------------------------------------------------------------- */

static uint64_t cpu_used(struct watch *watch)
{
    uint64_t used = now(cpu_clock(watch->on->guest)) - watch->cpu_started;
    if (!watch->guest_reaped && watch->outcome->executed && used > watch->outcome->cpu) {
        watch->outcome->cpu = used;
    }
    return watch->outcome->cpu;
}

/* How long nothing can happen that a limit has to answer: nanoseconds, 0 if one has been reached. */
static uint64_t until_next_limit(struct watch *watch)
{
    uint64_t elapsed = now(CLOCK_MONOTONIC) - watch->started;
    if (elapsed >= watch->wall_limit) {
        kill_jail(watch, watch->outcome->executed ? STOP_WALL : STOP_SETUP);
        return 0;
    }
    uint64_t wait = watch->wall_limit - elapsed;
    if (watch->outcome->executed && watch->cpu_limit > 0) {
        uint64_t used = cpu_used(watch);
        if (used >= watch->cpu_limit) {
            kill_jail(watch, STOP_CPU);
            return 0;
        }
        /* As many processes as are allowed could use up the rest at the same time. */
        uint64_t cpu_wait = (watch->cpu_limit - used) / watch->on->jail->spec->header->processes;
        cpu_wait = cpu_wait < SHORTEST_CPU_WAIT ? SHORTEST_CPU_WAIT : cpu_wait;
        wait = cpu_wait < wait ? cpu_wait : wait;
    }
    return wait;
}

/* ---- what is seen through ptrace ----------------------------------------------------------------------------------- */

static void begin_run(struct watch *watch)
{
    if (watch->outcome->executed) {
        return;
    }
    attest(watch->on->proc, watch->on->guest, &watch->outcome->attestation);
    watch->outcome->executed = 1;
    watch->cpu_started = now(cpu_clock(watch->on->guest));
    watch->wall_limit = watch->on->jail->spec->header->wall_nanoseconds;
    watch->cpu_limit = watch->on->jail->spec->header->cpu_nanoseconds;
    watch->started = now(CLOCK_MONOTONIC);
}

static int last_call(long thread, struct seccomp_data *call)
{
    struct ptrace_syscall_info info;
    uint64_t registers[REGISTER_WORDS] = {0};
    struct iovec vector = {.iov_base = registers, .iov_len = sizeof registers};
    memset(&info, 0, sizeof info);
    /* Not from the registers alone: they do not say by which architecture's convention the call came. */
    if (SYS(ptrace, PTRACE_GET_SYSCALL_INFO, thread, sizeof info, &info) < 0
        || SYS(ptrace, PTRACE_GETREGSET, thread, NT_PRSTATUS, &vector) < 0) {
        return 0;
    }
    call->nr = (int)system_call_number(registers);
    call->arch = info.arch;
    call->instruction_pointer = info.instruction_pointer;
    uint64_t arguments[6];
    system_call_arguments(registers, info.arch, arguments);
    memcpy(call->args, arguments, sizeof arguments);
    return 1;
}

/*
 * With threads all of them stop here when the filter kills the process, the innocent ones too, and the leader first. The
 * guilty one is the one whose last call the filter does not allow: no thread can have made such a call and lived on.
 */
static void look_at_exit(struct watch *watch, long thread)
{
    const struct spec *spec = watch->on->jail->spec;
    struct seccomp_data call;
    int of_the_guest = SYS(tgkill, watch->on->guest, thread, 0) == 0;
    if (watch->outcome->executed && of_the_guest && !watch->outcome->denied && last_call(thread, &call)
        && filter_kills(spec->filter, spec->header->filter_count, &call)) {
        watch->outcome->denied = 1;
        watch->outcome->denied_call = call;
    }
    if (thread == watch->on->guest) {
        cpu_used(watch);
    }
}

static int stops_a_group(long signal)
{
    return signal == SIGSTOP || signal == SIGTSTP || signal == SIGTTIN || signal == SIGTTOU;
}

static void answer_stop(struct watch *watch, long thread, int status)
{
    long signal = (status >> 8) & 0xff;
    switch (status >> 16) {
    case PTRACE_EVENT_EXEC:
        begin_run(watch);
        break;
    case PTRACE_EVENT_EXIT:
        look_at_exit(watch, thread);
        break;
    case PTRACE_EVENT_STOP:
        if (stops_a_group(signal)) {
            SYS(ptrace, PTRACE_LISTEN, thread, 0, 0);
            return;
        }
        break;
    case 0: /* a signal on its way to the guest, which is to have it */
        SYS(ptrace, PTRACE_CONT, thread, 0, signal);
        return;
    default:
        break;
    }
    SYS(ptrace, PTRACE_CONT, thread, 0, 0);
}

long trace_guest(const struct supervision *supervision)
{
    long options = PTRACE_O_EXITKILL | PTRACE_O_TRACEEXEC | PTRACE_O_TRACEEXIT | PTRACE_O_TRACECLONE;
    return SYS(ptrace, PTRACE_SEIZE, supervision->guest, 0, options);
}

/* ---- the loop ------------------------------------------------------------------------------------------------------ */

static void guest_is_gone(struct watch *watch, int status, const struct rusage *usage)
{
    watch->outcome->wall = now(CLOCK_MONOTONIC) - watch->started;
    watch->outcome->status = status;
    watch->outcome->usage = *usage;
    watch->guest_reaped = 1;
    kill_jail(watch, STOP_NOT);
}

static int is_stop(int status)
{
    return (status & 0xff) == 0x7f;
}

static void reap(struct watch *watch)
{
    for (;;) {
        int status = 0;
        struct rusage usage;
        long pid = SYS(wait4, -1, &status, WNOHANG | __WALL, &usage);
        if (pid <= 0) {
            return;
        }
        if (is_stop(status)) {
            answer_stop(watch, pid, status);
        } else if (pid == watch->on->guest) {
            guest_is_gone(watch, status, &usage);
        } else if (pid == watch->on->init) {
            watch->init_reaped = 1;
        }
    }
}

static void listen_to_controller(struct watch *watch)
{
    char command;
    long count = SYS(read, watch->on->control, &command, 1);
    if (count != -EINTR && count != -EAGAIN) {
        kill_jail(watch, count == 1 ? STOP_ASKED : STOP_ABANDONED);
    }
}

static void wait_for_something(struct watch *watch)
{
    struct signalfd_siginfo ignored;
    /* Once the jail is being killed, only its end matters: a controller that is gone stays readable for ever. */
    int heeds_controller = watch->outcome->stop == STOP_NOT && !watch->guest_reaped;
    struct pollfd channels[] = {
        {.fd = (int)watch->on->signals, .events = POLLIN, .revents = 0},
        {.fd = heeds_controller ? (int)watch->on->control : -1, .events = POLLIN, .revents = 0}};
    uint64_t wait = heeds_controller ? until_next_limit(watch) : NANOSECONDS;
    struct timespec timeout = {.tv_sec = (long)(wait / NANOSECONDS), .tv_nsec = (long)(wait % NANOSECONDS)};
    SYS(ppoll, channels, 2, &timeout, NULL, 0);
    if (channels[0].revents != 0) {
        SYS(read, watch->on->signals, &ignored, sizeof ignored);
    }
    if (channels[1].revents != 0) {
        listen_to_controller(watch);
    }
}

void supervise(const struct supervision *supervision, struct outcome *outcome)
{
    struct watch watch = {
        .on = supervision,
        .outcome = outcome,
        .started = now(CLOCK_MONOTONIC),
        .wall_limit = (uint64_t)SETUP_SECONDS * NANOSECONDS};
    while (!watch.guest_reaped || !watch.init_reaped) {
        wait_for_something(&watch);
        reap(&watch);
    }
}
