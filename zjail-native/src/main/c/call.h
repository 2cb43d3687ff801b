/* The last system call of a stopped thread, as a seccomp filter saw it. */
#ifndef ZJAIL_CALL_H
#define ZJAIL_CALL_H

#include "registers.h"
#include "spec.h"
#include <linux/seccomp.h>

struct last_call {
    struct seccomp_data made;
    uint64_t registers[REGISTER_WORDS];
};

/* Reads it. A negative errno if there is no such stopped thread; step says at what. */
long read_last_call(long thread, struct last_call *call, const char **step);

/*
 * Whether the filter killed the thread for it, at a stop at which the thread is about to be gone, whatever it is said to die
 * of: a thread can be killed for a call while another one ends the process with a status of its own.
 *
 * DENIED_PERHAPS: it was if no other thread of the process was. What a call by the vsyscall page was is told in the call
 * (the kernel, which emulates these, forgets the number).
 */
enum denial { NOT_DENIED, DENIED_PERHAPS, DENIED };
enum denial judge_last_call(long thread, struct last_call *call, const struct spec *spec);

/* Whether it was a call that failed with this error, and not just any registers of a thread that made none. */
int has_failed_with(const struct last_call *call, long error);

#endif
