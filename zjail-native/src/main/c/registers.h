/* What a stopped thread has in its registers, and in its memory. */
#ifndef ZJAIL_REGISTERS_H
#define ZJAIL_REGISTERS_H

#include "sys.h"

/*
 * Always as the launcher's own architecture lays them out. PTRACE_GETREGSET would give those of a thread in 32-bit code as
 * i386 does (user_regset_view() in arch/x86/kernel/ptrace.c). A negative errno if there is no such stopped thread.
 */
long get_registers(long thread, uint64_t registers[REGISTER_WORDS]);
long set_registers(long thread, const uint64_t registers[REGISTER_WORDS]);

/* One of them alone. */
long read_register(long thread, unsigned which, uint64_t *value);

/* A word of its memory. A negative errno if nothing can be read there. */
long peek(long thread, uint64_t address, uint64_t *word);

/* The same if nothing can be written there. */
long poke(long thread, uint64_t address, uint64_t word);

#endif
