/*
 * What a guest is told otherwise than it is, in a run that shows whether it cares: the time, the kernel's random bytes, how busy the
 * host is, in which order a directory lies, which kernel it has. The calls are made, and what they give is amended before
 * the guest sees it. It needs a run that is watched: only there the guest makes a call for all that.
 */
#ifndef ZJAIL_ANSWER_H
#define ZJAIL_ANSWER_H

#include "spec.h"

struct answering {
    const struct spec_header *asked;
    uint64_t started;      /* CLOCK_REALTIME in seconds: files of an earlier time the guest has not made */
    uint64_t random_bytes; /* how many it was given */
    uint64_t amended;      /* how many answers */
};

int answers_otherwise(const struct spec_header *asked);

/*
 * At the stop before a call: a time until which it waits, and which it took from a clock that was told otherwise, becomes
 * the kernel's time again.
 */
void prepare_answer(struct answering *answering, long thread);

/* At the stop behind it. */
void amend_answer(struct answering *answering, long thread);

/* At the stop of an execve: the 16 bytes of AT_RANDOM (getauxval(3)), which lie there. */
void amend_random_bytes(struct answering *answering, long thread, uint64_t address, uint64_t count);

#endif
