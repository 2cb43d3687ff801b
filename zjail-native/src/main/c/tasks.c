#include "tasks.h"

#include "clocks.h"
#include "sys.h"
#include "text.h"
#include <asm/siginfo.h>
#include <asm/signal.h>
#include <linux/errno.h>
#include <linux/ptrace.h>
#include <linux/wait.h>

static struct task *find(struct tasks *tasks, long id)
{
    for (uint32_t i = 0; i < tasks->count; i++) {
        if (tasks->known[i].id == id) {
            return &tasks->known[i];
        }
    }
    return NULL;
}

/* What wait4(2) will tell of a tracee, without taking it away; 0 if there is nothing to tell, or a negative errno. */
static long next_event(long id, siginfo_t *event)
{
    memset(event, 0, sizeof *event);
    long result = SYS(waitid, P_PID, id, event, WEXITED | WSTOPPED | WNOHANG | WNOWAIT | __WALL, NULL);
    return result < 0 ? result : event->si_pid;
}

int has_ended(const siginfo_t *event)
{
    return event->si_code == CLD_EXITED || event->si_code == CLD_KILLED || event->si_code == CLD_DUMPED;
}

/*
 * kill(2) with no signal would say "alive" of a zombie, and of whoever else got the number since. Of a process that is not
 * traced by the launcher waitid(2) knows nothing (ECHILD).
 */
static int is_alive(long id)
{
    siginfo_t event;
    long told = next_event(id, &event);
    return told == 0 || (told > 0 && !has_ended(&event));
}

int task_is_at_its_end(long id)
{
    siginfo_t event;
    long told = next_event(id, &event);
    /* The status of a stop for an event has the event above the signal (ptrace(2)). */
    return told == -ECHILD || (told > 0 && (has_ended(&event) || (event.si_status >> 8) == PTRACE_EVENT_EXIT));
}

static int is_thread_of(long id, long process)
{
    return SYS(tgkill, process, id, 0) == 0;
}

/* Its own if it leads one, or belongs to none that is known. */
static long find_process(const struct tasks *tasks, long id)
{
    if (is_thread_of(id, id)) {
        return id;
    }
    for (uint32_t i = 0; i < tasks->count; i++) {
        const struct task *task = &tasks->known[i];
        if (task->id == task->process && is_thread_of(id, task->process)) {
            return task->process;
        }
    }
    return id;
}

void tasks_add(struct tasks *tasks, long id)
{
    if (find(tasks, id) != NULL || tasks->count == sizeof tasks->known / sizeof tasks->known[0]) {
        return;
    }
    struct task task = {.id = (int32_t)id, .process = (int32_t)find_process(tasks, id), .is_ending = 0, .is_judged = 0, .cpu = 0};
    tasks->known[tasks->count++] = task;
    tasks->living++;
    tasks->most = tasks->living > tasks->most ? tasks->living : tasks->most;
}

void tasks_add_made(struct tasks *tasks, long id)
{
    if (is_alive(id)) {
        tasks_add(tasks, id);
    }
}

static void end(struct tasks *tasks, struct task *task)
{
    tasks->living -= !task->is_ending;
    task->is_ending = 1;
}

void tasks_end(struct tasks *tasks, long id)
{
    struct task *task = find(tasks, id);
    if (task != NULL) {
        end(tasks, task);
    }
}

void tasks_note_judged(struct tasks *tasks, long id)
{
    struct task *task = find(tasks, id);
    if (task != NULL) {
        task->is_judged = 1;
    }
}

int tasks_is_judged(struct tasks *tasks, long id)
{
    const struct task *task = find(tasks, id);
    return task != NULL && task->is_judged;
}

void tasks_remove(struct tasks *tasks, long id)
{
    struct task *task = find(tasks, id);
    if (task != NULL) {
        end(tasks, task);
        tasks->cpu_of_dead += task->cpu;
        *task = tasks->known[--tasks->count];
    }
}

void tasks_keep_leader(struct tasks *tasks, long leader)
{
    for (uint32_t i = tasks->count; i-- > 0;) {
        const struct task *task = &tasks->known[i];
        if (task->process == leader && task->id != leader) {
            tasks_remove(tasks, task->id);
        }
    }
    /* The thread that executed the program has the number now; whoever had it before may have been at its end. */
    struct task *task = find(tasks, leader);
    if (task != NULL && task->is_ending) {
        task->is_ending = 0;
        task->is_judged = 0;
        tasks->living++;
    }
}

uint32_t tasks_count_running(const struct tasks *tasks)
{
    uint32_t running = 0;
    for (uint32_t i = 0; i < tasks->count; i++) {
        running += !tasks->known[i].is_ending && !task_is_at_its_end(tasks->known[i].id);
    }
    return running;
}

long tasks_process(struct tasks *tasks, long id)
{
    const struct task *task = find(tasks, id);
    return task == NULL ? 0 : task->process;
}

static void look_at_clock(struct task *leader)
{
    uint64_t used = clock_nanoseconds(cpu_clock(leader->id));
    /* A process that is gone has no clock any more; what was seen last stays. */
    leader->cpu = used > leader->cpu ? used : leader->cpu;
}

void tasks_note_cpu(struct tasks *tasks, long process)
{
    struct task *leader = find(tasks, process);
    if (leader != NULL) {
        look_at_clock(leader);
    }
}

uint64_t tasks_cpu(struct tasks *tasks)
{
    uint64_t sum = tasks->cpu_of_dead;
    for (uint32_t i = 0; i < tasks->count; i++) {
        struct task *task = &tasks->known[i];
        if (task->id == task->process) {
            look_at_clock(task);
            sum += task->cpu;
        }
    }
    return sum;
}

void tasks_kill(const struct tasks *tasks)
{
    for (uint32_t i = 0; i < tasks->count; i++) {
        const struct task *task = &tasks->known[i];
        /* Nobody but the launcher reaps a tracee, so that the number is still this one's. */
        if (task->id == task->process) {
            SYS(kill, task->id, SIGKILL);
        }
    }
}
