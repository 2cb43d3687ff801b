#include "stack.h"

#include "registers.h"
#include "text.h"
#include <asm/siginfo.h>
#include <linux/ptrace.h>

enum {
    /* An instruction below the stack pointer: the red zone of the x86-64 ABI, and what enter or a probe of the stack touches. */
    BELOW_POINTER = 65536,
    /* Between what the kernel counts as the stack and the pointer at the first instruction: arguments, environment, chance. */
    ABOVE_FIRST_POINTER = 262144,
    GUARD_PAGE = 4096
};

struct stack find_stack(long thread, uint64_t limit)
{
    struct stack stack = {.top = 0, .limit = 0};
    if (read_register(thread, STACK_POINTER, &stack.top) >= 0) {
        stack.limit = limit;
    }
    return stack;
}

/*
 * Where the limit still has room the kernel makes the stack larger and nobody sees a fault (expand_stack() in mm/mmap.c). So
 * one between the pointer and the top is at the limit, unless something else lies so close that the stack stops before.
 */
static int is_at_limit(const struct stack *stack, uint64_t pointer, uint64_t address)
{
    return stack->limit != 0 && address < stack->top && address >= pointer - BELOW_POINTER
        && stack->top - address >= stack->limit - ABOVE_FIRST_POINTER;
}

/* pthread_attr_setguardsize(3): the pages below a thread's stack that nobody may touch. */
static int is_at_guard(uint64_t pointer, uint64_t address)
{
    return address >= pointer - GUARD_PAGE && address < pointer + GUARD_PAGE;
}

enum stack_overflow judge_stack(long thread, int is_first, const struct stack *stack)
{
    uint64_t pointer = 0, instruction = 0;
    siginfo_t info;
    memset(&info, 0, sizeof info);
    if (SYS(ptrace, PTRACE_GETSIGINFO, thread, 0, &info) < 0 || read_register(thread, STACK_POINTER, &pointer) < 0
        || read_register(thread, INSTRUCTION_POINTER, &instruction) < 0) {
        return STACK_NOT_OVERFLOWN;
    }
    uint64_t address = (uint64_t)info.si_addr;
    if (address == instruction) {
        return STACK_NOT_OVERFLOWN; /* it went to a place where there is no code, perhaps on its stack */
    }
    if (is_first && info.si_code == SEGV_MAPERR && is_at_limit(stack, pointer, address)) {
        return STACK_AT_LIMIT;
    }
    return !is_first && info.si_code == SEGV_ACCERR && is_at_guard(pointer, address) ? STACK_AT_GUARD : STACK_NOT_OVERFLOWN;
}
