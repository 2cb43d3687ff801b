/*
 * The processes and threads of one jail that are alive, as ptrace tells of them: the guest and whatever it forks. By these
 * the launcher knows how many there are and how much CPU time they have used together, which no limit of the kernel's own
 * says: RLIMIT_CPU counts each process by itself, and RLIMIT_NPROC is void for the host's root (copy_process() in
 * kernel/fork.c).
 */
#ifndef ZJAIL_TASKS_H
#define ZJAIL_TASKS_H

#include "spec.h"
#include <stdint.h>

struct task {
    int32_t id;
    int32_t process; /* the id of the thread group's leader */
    uint64_t cpu;    /* leaders only: nanoseconds of the whole process when it was looked at last */
};

struct tasks {
    uint32_t count;
    uint32_t most;        /* the largest count so far */
    uint64_t cpu_of_dead; /* nanoseconds used by processes that are gone */
    struct task alive[PROCESSES_MOST + 1];
};

/* Adds one that has been seen, if it is new. There is no room only if there are far more than the spec allows. */
void tasks_add(struct tasks *tasks, long id);

/* Takes one away that has been reaped. */
void tasks_remove(struct tasks *tasks, long id);

/* After an execve only the thread that made it is left of a process, under the id of the leader (execve(2)). */
void tasks_keep_leader(struct tasks *tasks, long leader);

/* The process a task belongs to; 0 for one that has not been seen. */
long tasks_process(struct tasks *tasks, long id);

/* Looks at the CPU clock of a process that is about to be gone. */
void tasks_note_cpu(struct tasks *tasks, long process);

/* The CPU time of all that are there and of all that were, in nanoseconds. */
uint64_t tasks_cpu(struct tasks *tasks);

#endif
