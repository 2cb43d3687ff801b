/*
 * Another order of threads and processes than the kernel's own: some are held for a while where they stop for the launcher, so
 * that others get on first. Which ones, the spec's seed says; how it comes out is still the kernel's doing.
 */
#ifndef ZJAIL_SCHEDULE_H
#define ZJAIL_SCHEDULE_H

#include "spec.h"
#include "tasks.h"

enum { HELD_MOST = 32, HOLDS_MOST = 48 /* in one run: it is not to run into a limit by them */ };

struct held {
    long thread; /* 0: nobody */
    uint64_t until; /* CLOCK_MONOTONIC */
};

struct schedule_state {
    const struct spec_header *asked;
    uint64_t chance;
    uint64_t next_interruption; /* CLOCK_MONOTONIC */
    uint64_t holds;
    uint64_t begun; /* new ones, held or not */
    struct held held[HELD_MOST];
};

/* Whether a thread that stopped for this reason is to stay where it is. It is let go on when its time is up. */
int is_held(struct schedule_state *state, long thread, enum schedule reason);

/* It stopped anew, perhaps at its end: whoever looks at that lets it go on. */
void forget_held(struct schedule_state *state, long thread);

/* One whose time is up; 0 if there is none. Says how long there is none. */
long take_due(struct schedule_state *state, uint64_t *wait);

/* Stops one of them, wherever it is, if it is time for that. Says how long it is not. */
uint64_t interrupt_any(struct schedule_state *state, const struct tasks *tasks);

#endif
