/*
 * The guest is a child of the launcher, so its wait status and its rusage are those of the guest alone. It is traced, and
 * so is whatever it forks, so that each can be counted, and looked at when the guest is at its first instruction and when
 * any of them is about to be gone; nothing that confines it depends on the tracing. Whatever ends a run - a limit, the
 * controller, the guest's own end - leads to one place: killing the init, with which the kernel kills every process of
 * the pid namespace.
 */
#include "supervise.h"

#include "answer.h"
#include "call.h"
#include "clocks.h"
#include "collect.h"
#include "proc.h"
#include "report.h"
#include "schedule.h"
#include "sys.h"
#include "text.h"
#include "trap.h"
#include <asm/poll.h>
#include <asm/siginfo.h>
#include <asm/signal.h>
#include <linux/errno.h>
#include <linux/eventpoll.h>
#include <linux/ptrace.h>
#include <linux/sched.h>
#include <linux/signalfd.h>
#include <linux/wait.h>

enum {
    SETUP_SECONDS = 20,
    SHORTEST_WAIT = 1000000,
    NEXT_TO_NO_CPU = 1000000, /* nanoseconds: whoever uses no more between two looks is idle */
    LOOKS_PER_IDLE_LIMIT = 8,
    EVENTS_BETWEEN_LOOKS = 64,
    CALL_STOP = SIGTRAP | 0x80, /* ptrace(2), PTRACE_O_TRACESYSGOOD */
    SKIPPED_CALL = -4096, /* one less than the last error, -MAX_ERRNO */
    STOPPED = 0x7f,     /* the low byte of a status that tells of a stop: WIFSTOPPED in wait(2) */
    AT_RANDOM_BYTES = 16, /* getauxval(3) */
    TICKS_PER_SECOND = 1 << 30, /* of the time stamp counter, or so: a guest that knows better can tell */
    PF_EXITING = 0x4 /* proc_pid_stat(5), flags; not in the kernel's exported headers */
};

struct watch {
    const struct supervision *on;
    struct outcome *outcome;
    uint64_t started;     /* CLOCK_MONOTONIC: of the setup, then of the first instruction */
    uint64_t cpu_started; /* what the guest's CPU clock showed then */
    uint64_t idle_since;  /* CLOCK_MONOTONIC: the last look at which they had used CPU */
    uint64_t idle_cpu;    /* what they had used by then */
    uint64_t next_look;   /* CLOCK_MONOTONIC: when a limit can be reached at the earliest */
    int sigsys_was_sent;  /* by a process: what the filter kills for never stops on its way */
    int denial_is_certain; /* the denied call that is told is one for sure */
    int awaits_admission; /* the guest is held at its first instruction until the controller has judged what was seen */
    struct loader loader; /* of the program that was executed last */
    struct stack stack;   /* of the guest */
    uint64_t entry;       /* of the guest's own program; 0 before it was executed */
    int tries_debug_registers; /* whether they stop the guest at all is to be seen at its first instruction */
    struct answering answering;
    struct schedule_state schedule;
    int guest_reaped;
    int init_reaped;
};

/* ---- the one way to end a run -------------------------------------------------------------------------------------- */

/*
 * Without these calls the launcher no longer sees, or no longer holds, what it has to tell of: then there is no run to tell
 * of. The first failure stays. A process that is gone is none: whatever is asked of a tracee may find it just killed.
 */
static int kept(struct watch *watch, const char *step, long result)
{
    if (result < 0 && result != -ESRCH && watch->outcome->lost.step == NULL) {
        watch->outcome->lost.stage = STAGE_LAUNCHER;
        watch->outcome->lost.step = step;
        watch->outcome->lost.error = (int32_t)-result;
    }
    return result >= 0;
}

static int is_lost(const struct watch *watch)
{
    return watch->outcome->lost.step != NULL;
}

/* Lost, or everybody is gone: then wait4(2) has no child left to tell of. */
static int is_over(const struct watch *watch)
{
    return is_lost(watch) || (watch->guest_reaped && watch->init_reaped);
}

/*
 * The end of the init is the end of all, but it comes when the init gets to run. Until then they could go on, and see what
 * became of one another: so whoever is known is killed first, and at once.
 */
static void kill_jail(struct watch *watch, enum stop why)
{
    if (watch->outcome->stop == STOP_NOT) {
        watch->outcome->stop = why;
    }
    tasks_kill(&watch->outcome->tasks);
    /* The init is our child and is not reaped yet: the number cannot have passed to another process. */
    if (!watch->init_reaped) {
        kept(watch, "kill(init)", SYS(kill, watch->on->init, SIGKILL));
    }
}

/* ---- limits -------------------------------------------------------------------------------------------------------- */

static const struct spec_header *limits_of(const struct watch *watch)
{
    return watch->on->jail->spec->header;
}

static uint64_t least(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static uint64_t cpu_used(struct watch *watch)
{
    uint64_t used = tasks_cpu(&watch->outcome->tasks) - watch->cpu_started;
    if (watch->outcome->executed && used > watch->outcome->cpu) {
        watch->outcome->cpu = used;
    }
    return watch->outcome->cpu;
}

/*
 * On a busy machine the launcher comes late, perhaps after the guest's own end: then that is what happened, and no limit
 * ended it. What is left of the jail goes with it.
 */
static void enforce(struct watch *watch, enum stop limit)
{
    if (!task_is_at_its_end(watch->on->guest)) {
        kill_jail(watch, limit);
    }
}

/* Each of these says how long nothing can happen that its limit has to answer; it enforces it if there is no time left. */

static uint64_t until_wall_limit(struct watch *watch, uint64_t time)
{
    uint64_t limit = watch->outcome->executed ? limits_of(watch)->wall_nanoseconds : (uint64_t)SETUP_SECONDS * NANOSECONDS;
    uint64_t elapsed = time - watch->started;
    if (elapsed >= limit) {
        enforce(watch, watch->outcome->executed ? STOP_WALL : STOP_SETUP);
        return 0;
    }
    return limit - elapsed;
}

static uint64_t until_cpu_limit(struct watch *watch, uint64_t used)
{
    uint64_t limit = limits_of(watch)->cpu_nanoseconds;
    if (limit == 0) {
        return UINT64_MAX;
    }
    if (used >= limit) {
        enforce(watch, STOP_CPU);
        return 0;
    }
    /* As many processes as are allowed could use up the rest at the same time. */
    return (limit - used) / limits_of(watch)->processes;
}

static uint64_t until_idle_limit(struct watch *watch, uint64_t time, uint64_t used)
{
    uint64_t limit = limits_of(watch)->idle_nanoseconds;
    if (limit == 0) {
        return UINT64_MAX;
    }
    if (used - watch->idle_cpu > NEXT_TO_NO_CPU) {
        watch->idle_cpu = used;
        watch->idle_since = time;
    }
    uint64_t idle = time - watch->idle_since;
    if (idle >= limit) {
        watch->outcome->idle = idle;
        enforce(watch, STOP_IDLE);
        return 0;
    }
    return least(limit - idle, limit / LOOKS_PER_IDLE_LIMIT);
}

static uint64_t until_next_limit(struct watch *watch)
{
    uint64_t time = clock_nanoseconds(CLOCK_MONOTONIC);
    uint64_t wall = until_wall_limit(watch, time);
    if (!watch->outcome->executed || watch->outcome->stop != STOP_NOT) {
        return wall;
    }
    uint64_t used = cpu_used(watch);
    uint64_t wait = least(until_cpu_limit(watch, used), until_idle_limit(watch, time, used));
    return least(wall, wait < SHORTEST_WAIT ? SHORTEST_WAIT : wait);
}

/* Nanoseconds until a limit can be reached; those that are reached are heeded. */
static uint64_t heed_limits(struct watch *watch)
{
    uint64_t time = clock_nanoseconds(CLOCK_MONOTONIC);
    if (time >= watch->next_look) {
        watch->next_look = time + until_next_limit(watch);
    }
    return watch->next_look - time;
}

/*
 * RLIMIT_NPROC keeps the guest from this, but where it counts as the host's root: then the run ends. Whoever is about to end
 * is not held against it, though the launcher has not come to look at that yet.
 */
static void heed_process_limit(struct watch *watch)
{
    const struct tasks *tasks = &watch->outcome->tasks;
    uint32_t limit = limits_of(watch)->processes;
    if (watch->outcome->executed && tasks->living > limit && tasks_count_running(tasks) > limit) {
        enforce(watch, STOP_PROCESSES);
    }
}

/* ---- what is seen through ptrace ----------------------------------------------------------------------------------- */

static void let_go_on(struct watch *watch, long thread, long signal)
{
    kept(watch, "ptrace(PTRACE_CONT)", SYS(ptrace, PTRACE_CONT, thread, 0, signal));
}

/* The guest stays where it is until the controller has judged what was seen of it (admit). */
static void show_guest(struct watch *watch)
{
    struct outcome *outcome = watch->outcome;
    const char *step = NULL;
    long kept_places = keep_places(watch->on, &step);
    if (!kept(watch, step, kept_places)) {
        return;
    }
    uint64_t begun = clock_nanoseconds(CLOCK_MONOTONIC);
    attest(watch->on->proc, watch->on->guest, watch->on->jail->spec, &outcome->attestation);
    watch->awaits_admission = 1;
    if (!report_observed(watch->on->control, &outcome->attestation, clock_nanoseconds(CLOCK_MONOTONIC) - begun)) {
        kill_jail(watch, STOP_ABANDONED);
    }
}

/* Only now does the run begin, and its time. */
static void admit(struct watch *watch)
{
    watch->awaits_admission = 0;
    watch->outcome->executed = 1;
    watch->cpu_started = tasks_cpu(&watch->outcome->tasks);
    watch->started = clock_nanoseconds(CLOCK_MONOTONIC);
    watch->idle_since = watch->started;
    watch->answering.started = clock_nanoseconds(CLOCK_REALTIME) / NANOSECONDS;
    watch->next_look = 0;
    let_go_on(watch, watch->on->guest, 0);
}

static int last_call(struct watch *watch, long thread, struct last_call *call)
{
    const char *step = NULL;
    long result = read_last_call(thread, call, &step);
    return kept(watch, step, result);
}

/* What a stop is about: the status of who ends, the id of who was made, the mark of a filter. */
static int get_event_message(struct watch *watch, long thread, unsigned long *message)
{
    return kept(watch, "ptrace(PTRACE_GETEVENTMSG)", SYS(ptrace, PTRACE_GETEVENTMSG, thread, 0, message));
}

static int dies_of(struct watch *watch, long thread, int signal)
{
    unsigned long status = 0;
    return get_event_message(watch, thread, &status) && (int)(status & 0x7f) == signal;
}

static void tell_denied(struct watch *watch, const struct last_call *call, long process, int is_certain)
{
    watch->outcome->denied = process == watch->on->guest ? DENIED_GUEST : DENIED_FORKED;
    watch->outcome->denied_call = call->made;
    watch->denial_is_certain = is_certain;
    /* The filter killed that process alone; what is left of the jail is not to go on as if nothing had happened. */
    kill_jail(watch, STOP_DENIED);
}

/*
 * All threads of a process stop here when it ends, the innocent ones too, and the leader first. The guilty one is the one
 * whose last call the filter does not allow: no thread can have made such a call and lived on. What the process is said to
 * die of does not matter: a thread can be killed for its call while another one ends the process with status 0.
 */
static void look_for_denied_call(struct watch *watch, long thread, long process)
{
    struct last_call call;
    if (watch->denial_is_certain || !last_call(watch, thread, &call)) {
        return;
    }
    enum denial denial = judge_last_call(thread, &call, watch->on->jail->spec);
    if (denial == DENIED_PERHAPS && was_killed_by_filter(watch->on->proc, thread)) {
        denial = DENIED;
    }
    tasks_note_judged(&watch->outcome->tasks, thread);
    int by_filters_signal = denial == DENIED_PERHAPS && !watch->sigsys_was_sent && dies_of(watch, thread, SIGSYS);
    if (denial == DENIED || (by_filters_signal && watch->outcome->denied == DENIED_NOBODY)) {
        tell_denied(watch, &call, process, denial == DENIED);
    }
}

/*
 * A thread that takes the filter's signal in the moment in which another one ends the process does not stop at its end, since a
 * SIGKILL is on its way to it (ptrace_stop() in kernel/signal.c). Its registers are gone then. That the filter killed it the
 * kernel says as long as it is not reaped, but not for which call.
 */
static void look_for_unseen_denial(struct watch *watch, long thread)
{
    struct last_call unseen = {.made = {.nr = -1, .arch = ARCHITECTURE_UNSEEN}};
    struct tasks *tasks = &watch->outcome->tasks;
    int is_known = watch->outcome->executed && tasks_process(tasks, thread) != 0 && !tasks_is_judged(tasks, thread);
    if (is_known && watch->outcome->denied == DENIED_NOBODY && was_killed_by_filter(watch->on->proc, thread)) {
        tell_denied(watch, &unseen, tasks_process(tasks, thread), 0);
    }
}

static void look_at_exit(struct watch *watch, long thread)
{
    long process = tasks_process(&watch->outcome->tasks, thread);
    if (watch->outcome->executed) {
        look_for_denied_call(watch, thread, process);
    }
    tasks_note_cpu(&watch->outcome->tasks, process);
    if (thread == watch->on->guest) {
        watch->outcome->address_space = largest_address_space(watch->on->proc, thread);
        watch->outcome->open_files = count_open_files(watch->on->proc, thread);
    }
    tasks_end(&watch->outcome->tasks, thread);
}

/* A child that nobody is to trace would not be counted, and what it is killed for not be told: so this one is traced. */
static void keep_child_traced(struct watch *watch, long thread, struct last_call *call)
{
    call->registers[FIRST_ARGUMENT] &= ~(uint64_t)CLONE_UNTRACED;
    kept(watch, "ptrace(PTRACE_SETREGS)", set_registers(thread, call->registers));
}

static int hides_child(const struct last_call *call)
{
    return call->made.nr == __NR_clone && call->made.arch == NATIVE_AUDIT_ARCH && (call->made.args[0] & CLONE_UNTRACED) != 0;
}

/* A refused call's mark is an errno, which may have that bit, too. */
static int are_arguments_same(const uint64_t *recorded, const struct seccomp_data *call, uint32_t mark)
{
    int looks = (mark & MARK_BY_ARGUMENTS) != 0 && (mark & MARK_REFUSED) == 0;
    for (unsigned i = 0; looks && i < CALL_ARGUMENTS; i++) {
        if ((mark >> i & 1) != 0 && recorded[i] != call->args[i]) {
            return 0;
        }
    }
    return 1;
}

/* Of a filter for observing or for watching: it is written down, and then made. */
static void record_call(struct outcome *outcome, const struct seccomp_data *call, uint32_t mark)
{
    for (uint32_t i = 0; i < outcome->recorded_count; i++) {
        if (outcome->recorded[i].number == (uint32_t)call->nr && outcome->recorded[i].mark == mark
            && are_arguments_same(outcome->recorded[i].arguments, call, mark)) {
            outcome->recorded[i].times++;
            return;
        }
    }
    if (outcome->recorded_count < RECORDED_MOST) {
        struct recorded_call *recorded = &outcome->recorded[outcome->recorded_count++];
        recorded->number = (uint32_t)call->nr;
        recorded->mark = mark;
        recorded->times = 1;
        memcpy(recorded->arguments, call->args, sizeof recorded->arguments);
    }
}

/*
 * A number that is negative is skipped, and what stands in the result register is the result (__seccomp_filter()). Not -1: that is
 * -EPERM too, and a number that equals the result is what a filter leaves that killed (call.c).
 */
static void refuse_call(struct watch *watch, long thread, struct last_call *call, long error)
{
    call->registers[NUMBER] = (uint64_t)SKIPPED_CALL;
    call->registers[RESULT] = (uint64_t)-error;
    kept(watch, "ptrace(PTRACE_SETREGS)", set_registers(thread, call->registers));
}

/* Stops once more behind the call, to amend what it gives. */
static void let_make_call(struct watch *watch, long thread)
{
    prepare_answer(&watch->answering, thread);
    kept(watch, "ptrace(PTRACE_CONT)", SYS(ptrace, PTRACE_SYSCALL, thread, 0, 0));
}

/* Returns whether the thread goes on, or will, by what was done here. */
static int look_at_traced_call(struct watch *watch, long thread)
{
    struct last_call call;
    unsigned long mark = 0;
    if (!last_call(watch, thread, &call) || !get_event_message(watch, thread, &mark)) {
        return 0;
    }
    if (mark == MARK_FIRST_NAMES_PATH || mark == MARK_SECOND_NAMES_PATH) {
        paths_add(&watch->outcome->paths, thread, call.made.nr, call.made.args[mark - MARK_FIRST_NAMES_PATH]);
    } else if (mark != MARK_HIDES_CHILD) {
        record_call(watch->outcome, &call.made, (uint32_t)mark);
    }
    if ((mark & MARK_REFUSED) != 0) {
        refuse_call(watch, thread, &call, (long)(mark & ~(unsigned long)MARK_REFUSED));
    } else if (hides_child(&call)) {
        keep_child_traced(watch, thread, &call);
    } else if (answers_otherwise(limits_of(watch))) {
        let_make_call(watch, thread);
        return 1;
    }
    return is_held(&watch->schedule, thread, SCHEDULE_CALLS_LATE);
}

static void look_at_event(struct watch *watch, long pid, int status, const struct rusage *usage);

/* ECHILD: another thread executed a program meanwhile and took its number, so that there is nothing to take. */
static long unless_gone(long result)
{
    return result == -ECHILD ? 0 : result;
}

/* Reaps one that ends or has ended, after a last look. 0 if it has not ended yet, or is gone. */
static long take_end(struct watch *watch, long pid, int *status, struct rusage *usage)
{
    look_for_unseen_denial(watch, pid);
    long result = unless_gone(SYS(wait4, pid, status, WNOHANG | __WALL, usage));
    kept(watch, "wait4", result);
    return result;
}

/*
 * wait4(2) tells of those first that were made last (do_wait() in kernel/exit.c). Where new ones are made all the time the
 * dead would stay for long, and RLIMIT_NPROC counts them until they are reaped.
 */
static void reap_ending(struct watch *watch)
{
    const struct tasks *tasks = &watch->outcome->tasks;
    for (uint32_t i = tasks->count; i-- > 0 && tasks->count > tasks->living;) {
        int status = 0;
        struct rusage usage;
        long id = tasks->known[i].id;
        int is_known = i < tasks->count && tasks->known[i].is_ending;
        if (is_known && take_end(watch, id, &status, &usage) == id) {
            look_at_event(watch, id, status, &usage);
        }
    }
}

/* Its maker may tell of it before it stops for the first time itself, or after it was killed and reaped. */
static void look_at_new_task(struct watch *watch, long maker)
{
    unsigned long made = 0;
    if (get_event_message(watch, maker, &made)) {
        reap_ending(watch);
        tasks_add_made(&watch->outcome->tasks, (long)made);
        heed_process_limit(watch);
    }
}

static int stops_a_group(long signal)
{
    return signal == SIGSTOP || signal == SIGTSTP || signal == SIGTTIN || signal == SIGTTOU;
}

static int is_watched(const struct watch *watch)
{
    return (limits_of(watch)->flags & SPEC_WATCHED) != 0;
}

static int may_draw_random_numbers(const struct watch *watch)
{
    return is_watched(watch) && limits_of(watch)->random_instructions[0] != 0;
}

/* Each thread has debug registers of its own, and begins with none. Once is enough: it is told whether, and not how often. */
static void look_for_random_numbers(struct watch *watch, long thread)
{
    if (may_draw_random_numbers(watch) && !watch->outcome->random_drawn
        && !trap_random_instructions(thread, watch->entry, limits_of(watch)->random_instructions)) {
        watch->outcome->random_unseen = 1;
    }
}

/*
 * A virtual machine may take what is written to the debug registers and never stop there. So the first stop is asked for at the
 * guest's first instruction, and what else there is to look for is unseen until that stop has come.
 */
static void try_debug_registers(struct watch *watch, long thread)
{
    if (may_draw_random_numbers(watch)) {
        watch->outcome->random_unseen = 1;
        watch->tries_debug_registers = stop_at_next_instruction(thread);
    }
}

static void look_at_random_trap(struct watch *watch, long thread)
{
    if (watch->tries_debug_registers) {
        watch->tries_debug_registers = 0;
        watch->outcome->random_unseen = 0;
        look_for_random_numbers(watch, thread);
    } else {
        watch->outcome->random_drawn = 1;
    }
}

static void look_at_new_program(struct watch *watch, long thread)
{
    uint64_t entry = 0;
    uint64_t random_bytes = 0;
    tasks_keep_leader(&watch->outcome->tasks, thread);
    if (thread == watch->on->guest) {
        watch->stack = find_stack(thread, limits_of(watch)->resource_limits[RLIMIT_STACK].soft);
    }
    if (is_watched(watch) && !hide_vdso(thread, &watch->loader, &entry, &random_bytes)) {
        watch->outcome->shown_vdsos++;
    }
    amend_random_bytes(&watch->answering, thread, random_bytes, AT_RANDOM_BYTES);
    if (!watch->outcome->executed) {
        watch->entry = entry;
        try_debug_registers(watch, thread);
        show_guest(watch);
    }
}

/*
 * setrlimit(2): the call that would have made the file too large fails with EFBIG and brings the signal along. Who sends it
 * does not fail so, and the signal itself looks the same either way (send_sig() in inode_newsize_ok(), fs/attr.c).
 */
static void look_for_file_limit(struct watch *watch, long thread)
{
    struct last_call call;
    if (last_call(watch, thread, &call) && has_failed_with(&call, EFBIG)
        && tasks_process(&watch->outcome->tasks, thread) == watch->on->guest) {
        watch->outcome->file_limit_met = 1;
    }
}

/* It may handle one and die of another: then the last one counts. */
static void look_for_stack_overflow(struct watch *watch, long thread)
{
    if (tasks_process(&watch->outcome->tasks, thread) == watch->on->guest) {
        watch->outcome->stack_overflow = judge_stack(thread, thread == watch->on->guest, &watch->stack);
    }
}

/* Returns the signal that the guest is to have: none if it was a trap. */
static long look_at_signal(struct watch *watch, long thread, long signal)
{
    watch->sigsys_was_sent |= signal == SIGSYS;
    if (signal == SIGXFSZ) {
        look_for_file_limit(watch, thread);
    }
    if (signal == SIGTRAP && is_watched(watch) && answer_random_trap(thread)) {
        look_at_random_trap(watch, thread);
        return 0;
    }
    /* Before it is executed the guest-to-be has a handler: layers.c, trap_counter(). */
    if (signal != SIGSEGV || !watch->outcome->executed) {
        return signal;
    }
    look_for_stack_overflow(watch, thread);
    if (!is_watched(watch)) {
        return signal;
    }
    enum counter_read read = answer_counter_trap(thread, &watch->loader, limits_of(watch)->clock_offset * TICKS_PER_SECOND);
    watch->outcome->counter_reads += read == READ_BY_PROGRAM;
    return read == NO_COUNTER_READ ? signal : 0;
}

static void answer_stop(struct watch *watch, long thread, int status)
{
    long signal = (status >> 8) & 0xff;
    forget_held(&watch->schedule, thread);
    switch (status >> 16) {
    case PTRACE_EVENT_EXEC:
        look_at_new_program(watch, thread);
        if (watch->awaits_admission) {
            return;
        }
        break;
    case PTRACE_EVENT_CLONE:
    case PTRACE_EVENT_FORK:
    case PTRACE_EVENT_VFORK:
        look_at_new_task(watch, thread);
        if (is_held(&watch->schedule, thread, SCHEDULE_MAKER_LATE)) {
            return;
        }
        break;
    case PTRACE_EVENT_SECCOMP:
        if (look_at_traced_call(watch, thread)) {
            return;
        }
        break;
    case PTRACE_EVENT_EXIT:
        look_at_exit(watch, thread);
        break;
    case PTRACE_EVENT_STOP:
        if (stops_a_group(signal)) {
            kept(watch, "ptrace(PTRACE_LISTEN)", SYS(ptrace, PTRACE_LISTEN, thread, 0, 0));
            return;
        }
        if (watch->outcome->executed) {
            look_for_random_numbers(watch, thread);
            if (is_held(&watch->schedule, thread, SCHEDULE_NEW_LATE | SCHEDULE_OTHER_LATE | SCHEDULE_ANY_LATE)) {
                return;
            }
        }
        break;
    case 0: /* a call that was made, or a signal on its way to the guest, which is to have it */
        if (signal == CALL_STOP) {
            amend_answer(&watch->answering, thread);
            break;
        }
        let_go_on(watch, thread, look_at_signal(watch, thread, signal));
        return;
    default:
        break;
    }
    let_go_on(watch, thread, 0);
}

long trace_guest(const struct supervision *supervision)
{
    long options = PTRACE_O_EXITKILL | PTRACE_O_TRACEEXEC | PTRACE_O_TRACEEXIT | PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK
        | PTRACE_O_TRACEVFORK | PTRACE_O_TRACESECCOMP | PTRACE_O_TRACESYSGOOD;
    return SYS(ptrace, PTRACE_SEIZE, supervision->guest, 0, options);
}

void end_jail(const struct supervision *supervision)
{
    if (supervision->init < 0) {
        return;
    }
    /* Who cannot be killed or continued is not waited for: the launcher's own end is theirs too (PDEATHSIG, EXITKILL). */
    long result = SYS(kill, supervision->init, SIGKILL);
    while (result >= 0 || result == -ESRCH) {
        long child = SYS(wait4, -1, NULL, __WALL, NULL);
        /* A guest that is traced already may stop once more at its end. */
        result = child < 0 ? child : SYS(ptrace, PTRACE_CONT, child, 0, 0);
    }
}

/* ---- the loop ------------------------------------------------------------------------------------------------------ */

static int init_is_exiting(const struct watch *watch)
{
    return (process_flags(watch->on->proc, watch->on->init) & PF_EXITING) != 0;
}

static void guest_is_gone(struct watch *watch, int status, const struct rusage *usage)
{
    /* A SIGKILL that the launcher did not ask for may come from the end of the init: then it says nothing of the guest. */
    int by_init = (status & 0x7f) == SIGKILL && watch->outcome->stop == STOP_NOT && init_is_exiting(watch);
    watch->outcome->wall = clock_nanoseconds(CLOCK_MONOTONIC) - watch->started;
    watch->outcome->status = status;
    watch->outcome->usage = *usage;
    watch->guest_reaped = 1;
    kill_jail(watch, by_init ? STOP_INIT : STOP_NOT);
}

static int is_stop(int status)
{
    return (status & 0xff) == STOPPED;
}

static void look_at_event(struct watch *watch, long pid, int status, const struct rusage *usage)
{
    if (is_stop(status)) {
        tasks_add(&watch->outcome->tasks, pid);
        heed_process_limit(watch);
        answer_stop(watch, pid, status);
        return;
    }
    tasks_remove(&watch->outcome->tasks, pid);
    if (pid == watch->on->guest) {
        guest_is_gone(watch, status, usage);
    } else if (pid == watch->on->init) {
        watch->init_reaped = 1;
    }
}

/* A stop is taken as nothing but a stop: whoever was in it may have been killed since, and is looked at before it is reaped. */
static long take_stop(long pid, int *status)
{
    siginfo_t event;
    memset(&event, 0, sizeof event);
    long result = unless_gone(SYS(waitid, P_PID, pid, &event, WSTOPPED | WNOHANG | __WALL, NULL));
    *status = event.si_status << 8 | STOPPED;
    return result < 0 ? result : event.si_pid;
}

/* The id of a child and its status, as wait4(2) gives it; 0 if there is nothing to tell. */
static long take_event(struct watch *watch, int *status, struct rusage *usage)
{
    for (;;) {
        siginfo_t event;
        memset(&event, 0, sizeof event);
        long result = SYS(waitid, P_ALL, 0, &event, WEXITED | WSTOPPED | WNOHANG | WNOWAIT | __WALL, NULL);
        if (result < 0 || event.si_pid == 0) {
            return result;
        }
        long pid = event.si_pid;
        result = has_ended(&event) ? take_end(watch, pid, status, usage) : take_stop(pid, status);
        /* 0: it was killed out of its stop, or is gone. */
        if (result != 0) {
            return result;
        }
    }
}

/*
 * Returns whether there may be more. However fast they make events to look at: after so many the controller and the limits
 * are looked at too.
 */
static int reap(struct watch *watch)
{
    for (int i = 0; i < EVENTS_BETWEEN_LOOKS && !is_over(watch); i++) {
        int status = 0;
        struct rusage usage;
        long pid = take_event(watch, &status, &usage);
        if (!kept(watch, "waitid", pid) || pid == 0) {
            return 0;
        }
        look_at_event(watch, pid, status, &usage);
    }
    return 1;
}

static void listen_to_controller(struct watch *watch)
{
    char command;
    long count = SYS(read, watch->on->control, &command, 1);
    if (count == -EINTR || count == -EAGAIN) {
        return;
    }
    if (count == 1 && command == COMMAND_GO_ON && watch->awaits_admission) {
        admit(watch);
    } else {
        kill_jail(watch, count == 1 ? STOP_ASKED : STOP_ABANDONED);
    }
}

/* Lets those go on who were held long enough, and stops others. Nanoseconds until there is more to do. */
static uint64_t heed_schedule(struct watch *watch)
{
    uint64_t wait;
    long thread;
    while ((thread = take_due(&watch->schedule, &wait)) != 0) {
        let_go_on(watch, thread, 0);
    }
    return watch->outcome->executed ? least(wait, interrupt_any(&watch->schedule, &watch->outcome->tasks)) : wait;
}

static void wait_for_something(struct watch *watch, int has_more_to_reap)
{
    struct signalfd_siginfo ignored;
    /* Once the jail is being killed, only its end matters: a controller that is gone stays readable for ever. */
    int heeds_controller = watch->outcome->stop == STOP_NOT && !watch->guest_reaped;
    struct pollfd channels[] = {
        {.fd = (int)watch->on->signals, .events = POLLIN, .revents = 0},
        {.fd = heeds_controller ? (int)watch->on->control : -1, .events = POLLIN, .revents = 0}};
    uint64_t until_limit = least(heeds_controller ? heed_limits(watch) : NANOSECONDS, heed_schedule(watch));
    uint64_t wait = has_more_to_reap ? 0 : until_limit;
    struct timespec timeout = {.tv_sec = (long)(wait / NANOSECONDS), .tv_nsec = (long)(wait % NANOSECONDS)};
    long ready = SYS(ppoll, channels, 2, &timeout, NULL, 0);
    kept(watch, "ppoll", ready == -EINTR ? 0 : ready);
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
        .started = clock_nanoseconds(CLOCK_MONOTONIC),
        .answering = {.asked = supervision->jail->spec->header},
        .schedule = {
            .asked = supervision->jail->spec->header,
            .chance = supervision->jail->spec->header->random_seed}};
    tasks_add(&outcome->tasks, supervision->guest);
    int has_more_to_reap = 0;
    while (!is_over(&watch)) {
        wait_for_something(&watch, has_more_to_reap);
        has_more_to_reap = reap(&watch);
    }
    if (is_lost(&watch) && !watch.init_reaped) {
        end_jail(supervision);
    }
    cpu_used(&watch);
}
