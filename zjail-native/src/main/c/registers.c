#include "registers.h"

#include <linux/ptrace.h>

long get_registers(long thread, uint64_t registers[REGISTER_WORDS])
{
    return SYS(ptrace, PTRACE_GETREGS, thread, 0, registers);
}

long set_registers(long thread, const uint64_t registers[REGISTER_WORDS])
{
    return SYS(ptrace, PTRACE_SETREGS, thread, 0, registers);
}

long read_register(long thread, unsigned which, uint64_t *value)
{
    return SYS(ptrace, PTRACE_PEEKUSR, thread, which * sizeof *value, value);
}

long peek(long thread, uint64_t address, uint64_t *word)
{
    return SYS(ptrace, PTRACE_PEEKDATA, thread, address, word);
}

long poke(long thread, uint64_t address, uint64_t word)
{
    return SYS(ptrace, PTRACE_POKEDATA, thread, address, word);
}
