#include "tasks.h"

#include "clocks.h"
#include "sys.h"

static struct task *find(struct tasks *tasks, long id)
{
    for (uint32_t i = 0; i < tasks->count; i++) {
        if (tasks->alive[i].id == id) {
            return &tasks->alive[i];
        }
    }
    return NULL;
}

static int is_thread_of(long id, long process)
{
    return SYS(tgkill, process, id, 0) == 0;
}

/* Its own if it belongs to none that is known. */
static long find_process(const struct tasks *tasks, long id)
{
    for (uint32_t i = 0; i < tasks->count; i++) {
        const struct task *task = &tasks->alive[i];
        if (task->id == task->process && is_thread_of(id, task->process)) {
            return task->process;
        }
    }
    return id;
}

void tasks_add(struct tasks *tasks, long id)
{
    if (find(tasks, id) != NULL || tasks->count == sizeof tasks->alive / sizeof tasks->alive[0]) {
        return;
    }
    struct task task = {.id = (int32_t)id, .process = (int32_t)find_process(tasks, id), .cpu = 0};
    tasks->alive[tasks->count++] = task;
    tasks->most = tasks->count > tasks->most ? tasks->count : tasks->most;
}

void tasks_remove(struct tasks *tasks, long id)
{
    struct task *task = find(tasks, id);
    if (task != NULL) {
        tasks->cpu_of_dead += task->cpu;
        *task = tasks->alive[--tasks->count];
    }
}

void tasks_keep_leader(struct tasks *tasks, long leader)
{
    for (uint32_t i = tasks->count; i-- > 0;) {
        const struct task *task = &tasks->alive[i];
        if (task->process == leader && task->id != leader) {
            tasks_remove(tasks, task->id);
        }
    }
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
        struct task *task = &tasks->alive[i];
        if (task->id == task->process) {
            look_at_clock(task);
            sum += task->cpu;
        }
    }
    return sum;
}
