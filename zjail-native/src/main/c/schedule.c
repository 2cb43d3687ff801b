#include "schedule.h"

#include "clocks.h"
#include <linux/ptrace.h>

enum {
    SHORT_HOLD = 300000,           /* nanoseconds: longer than most of what a thread does between two calls */
    LONG_HOLD = 4000000,           /* longer than it takes to make a process */
    LATE_BEGINNING = 25000000,     /* longer than some wait for an answer */
    BETWEEN_INTERRUPTIONS = 100000
};

/* splitmix64: each bit of each number depends on the seed. */
static uint64_t next_chance(struct schedule_state *state)
{
    uint64_t mixed = state->chance += UINT64_C(0x9e3779b97f4a7c15);
    mixed = (mixed ^ mixed >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94d049bb133111eb);
    return mixed ^ mixed >> 31;
}

/*
 * The new and their makers all alike, so that they begin together; or every other new one, so that it comes behind its siblings;
 * whoever was stopped for it; of those that make a call about every fourth.
 */
static uint64_t length_of_hold(struct schedule_state *state, enum schedule reason)
{
    uint64_t chance = next_chance(state);
    if ((reason & SCHEDULE_OTHER_LATE) != 0) {
        return ((state->begun++ ^ state->asked->random_seed) & 1) != 0 ? LATE_BEGINNING : 0;
    }
    if ((reason & (SCHEDULE_NEW_LATE | SCHEDULE_MAKER_LATE)) != 0) {
        return (reason & SCHEDULE_NEW_LATE) != 0 ? LATE_BEGINNING : LONG_HOLD;
    }
    if (reason == SCHEDULE_CALLS_LATE && chance % 4 != 0) {
        return 0;
    }
    return (chance & 4) != 0 ? SHORT_HOLD : LONG_HOLD;
}

int is_held(struct schedule_state *state, long thread, enum schedule reason)
{
    reason &= state->asked->schedule;
    if (reason == 0 || state->holds >= HOLDS_MOST) {
        return 0;
    }
    uint64_t length = length_of_hold(state, reason);
    for (unsigned i = 0; length != 0 && i < HELD_MOST; i++) {
        struct held *held = &state->held[i];
        if (held->thread == 0) {
            held->thread = thread;
            held->until = clock_nanoseconds(CLOCK_MONOTONIC) + length;
            state->holds++;
            return 1;
        }
    }
    return 0;
}

void forget_held(struct schedule_state *state, long thread)
{
    for (unsigned i = 0; i < HELD_MOST; i++) {
        if (state->held[i].thread == thread) {
            state->held[i].thread = 0;
        }
    }
}

long take_due(struct schedule_state *state, uint64_t *wait)
{
    uint64_t time = clock_nanoseconds(CLOCK_MONOTONIC);
    *wait = UINT64_MAX;
    for (unsigned i = 0; i < HELD_MOST; i++) {
        long thread = state->held[i].thread;
        uint64_t until = state->held[i].until;
        if (thread != 0 && until <= time) {
            state->held[i].thread = 0;
            return thread;
        }
        if (thread != 0 && until - time < *wait) {
            *wait = until - time;
        }
    }
    return 0;
}

uint64_t interrupt_any(struct schedule_state *state, const struct tasks *tasks)
{
    uint64_t time = clock_nanoseconds(CLOCK_MONOTONIC);
    if ((state->asked->schedule & SCHEDULE_ANY_LATE) == 0 || state->holds >= HOLDS_MOST || tasks->count == 0) {
        return UINT64_MAX;
    }
    if (time >= state->next_interruption) {
        state->next_interruption = time + BETWEEN_INTERRUPTIONS;
        /* Whoever is gone or at its end stops no more. */
        SYS(ptrace, PTRACE_INTERRUPT, tasks->known[next_chance(state) % tasks->count].id, 0, 0);
    }
    return state->next_interruption - time;
}
