/* Whether a thread ran out of stack: told beside the SIGSEGV that it then has, and no ground for anything else. */
#ifndef ZJAIL_STACK_H
#define ZJAIL_STACK_H

#include <stdint.h>

/* The Java side reads the same numbers. */
enum stack_overflow {
    STACK_NOT_OVERFLOWN = 0,
    STACK_AT_LIMIT = 1,  /* of the first thread: the stack limit */
    STACK_AT_GUARD = 2   /* of a thread that has a stack of its own: the guard below it */
};

/* A stack grows down from its top to its limit, in bytes. */
struct stack {
    uint64_t top;
    uint64_t limit;
};

/* The stack of a new program, at the stop of its execve; a limit of 0 if its top could not be seen. */
struct stack find_stack(long thread, uint64_t limit);

/* At the stop for a SIGSEGV of a thread, which may be the first one: what of this it comes from. */
enum stack_overflow judge_stack(long thread, int is_first, const struct stack *stack);

#endif
