/*
 * The processes and threads of one jail that are alive, as ptrace tells of them: the guest and whatever it forks. By these
 * the launcher knows how many there are and how much CPU time they have used together, which no limit of the kernel's own
 * says: RLIMIT_CPU counts each process by itself, and RLIMIT_NPROC is void for the host's root (copy_process() in
 * kernel/fork.c).
 *
 * A task counts from when it is first told of until it is let go on from the stop at its end, and only if it is alive
 * then: its maker may tell of it when it is dead and gone, and its number another's.
 */
#ifndef ZJAIL_TASKS_H
#define ZJAIL_TASKS_H

#include "spec.h"
#include <stdint.h>

struct siginfo;

struct task {
    int32_t id;
    int32_t process; /* the id of the thread group's leader */
    int is_ending;   /* it was let go on from the stop at its end, and is about to be reaped */
    int is_judged;   /* its last system call was looked at there */
    uint64_t cpu;    /* leaders only: nanoseconds of the whole process when it was looked at last */
};

struct tasks {
    uint32_t count;       /* of those below, the ones that are ending included */
    uint32_t living;      /* how many of them count */
    uint32_t most;        /* the largest number of living ones so far */
    uint64_t cpu_of_dead; /* nanoseconds used by processes that are gone */
    struct task known[PROCESSES_MOST + 1];
};

/* Adds one that stopped just now, if it is new. There is no room only if there are far more than the spec allows. */
void tasks_add(struct tasks *tasks, long id);

/* Adds one that its maker tells of, if it is new and is still alive. */
void tasks_add_made(struct tasks *tasks, long id);

/* It is let go on from the stop at its end: it makes no further system call and no further task. */
void tasks_end(struct tasks *tasks, long id);

/* Its last system call has been looked at. */
void tasks_note_judged(struct tasks *tasks, long id);
int tasks_is_judged(struct tasks *tasks, long id);

/* Takes one away that has been reaped. */
void tasks_remove(struct tasks *tasks, long id);

/* After an execve only the thread that made it is left of a process, under the id of the leader (execve(2)). */
void tasks_keep_leader(struct tasks *tasks, long leader);

/* How many are alive that are not on their way to their end, whether that was told already or not. */
uint32_t tasks_count_running(const struct tasks *tasks);

/* Whether one that the launcher has not reaped is at its end, or dead already, though that was not told yet. */
int task_is_at_its_end(long id);

/* Whether what waitid(2) tells is an end, and not a stop. */
int has_ended(const struct siginfo *event);

/* The process a task belongs to; 0 for one that has not been seen. */
long tasks_process(struct tasks *tasks, long id);

/* Looks at the CPU clock of a process that is about to be gone. */
void tasks_note_cpu(struct tasks *tasks, long process);

/* The CPU time of all that are there and of all that were, in nanoseconds. */
uint64_t tasks_cpu(struct tasks *tasks);

/* Kills every process that is known. What they forked since is not: only the end of the init reaches all. */
void tasks_kill(const struct tasks *tasks);

#endif
