#include "trap.h"

#include "registers.h"
#include "text.h"
#include <asm/siginfo.h>
#include <linux/auxvec.h>
#include <linux/elf.h>
#include <linux/ptrace.h>

enum { WORD = sizeof(uint64_t), PROGRAM_HEADERS_MOST = 64 };

/* ---- the vDSO ------------------------------------------------------------------------------------------------------ */

static uint64_t end_of_segment(long thread, uint64_t start, uint64_t header)
{
    uint64_t type, address, size;
    int is_read = peek(thread, header + offsetof(struct elf64_phdr, p_type), &type) >= 0
        && peek(thread, header + offsetof(struct elf64_phdr, p_vaddr), &address) >= 0
        && peek(thread, header + offsetof(struct elf64_phdr, p_memsz), &size) >= 0;
    return is_read && (uint32_t)type == PT_LOAD ? start + address + size : 0;
}

/* Its first segment holds its headers. What cannot be read is not the loader's: then more counts, not less. */
static struct loader find_loader(long thread, uint64_t start)
{
    struct loader loader = {.start = start, .end = start};
    uint64_t headers, count;
    if (start == 0 || peek(thread, start + offsetof(struct elf64_hdr, e_phoff), &headers) < 0
        || peek(thread, start + offsetof(struct elf64_hdr, e_phnum), &count) < 0) {
        return loader;
    }
    for (uint64_t i = 0; i < (uint16_t)count && i < PROGRAM_HEADERS_MOST; i++) {
        uint64_t end = end_of_segment(thread, start, start + headers + i * sizeof(struct elf64_phdr));
        loader.end = end > loader.end ? end : loader.end;
    }
    return loader;
}

/* The stack begins with argc, argv, NULL, the environment, NULL, and pairs of a type and a value (getauxval(3)). */
static int find_auxiliary_vector(long thread, uint64_t *at)
{
    uint64_t registers[REGISTER_WORDS] = {0};
    uint64_t word = 0;
    if (get_registers(thread, registers) < 0 || peek(thread, registers[RSP], &word) < 0) {
        return 0;
    }
    *at = registers[RSP] + (word + 2) * WORD;
    do {
        if (peek(thread, *at, &word) < 0) {
            return 0;
        }
        *at += WORD;
    } while (word != 0);
    return 1;
}

int hide_vdso(long thread, struct loader *loader, uint64_t *entry, uint64_t *random_bytes)
{
    uint64_t at = 0;
    uint64_t type = AT_IGNORE;
    uint64_t value = 0;
    if (!find_auxiliary_vector(thread, &at)) {
        return 0;
    }
    for (; type != AT_NULL; at += 2 * WORD) {
        if (peek(thread, at, &type) < 0 || peek(thread, at + WORD, &value) < 0) {
            return 0;
        }
        if (type == AT_BASE) {
            *loader = find_loader(thread, value);
        }
        if (type == AT_ENTRY) {
            *entry = value;
        }
        if (type == AT_RANDOM) {
            *random_bytes = value;
        }
        if (type == AT_SYSINFO_EHDR && poke(thread, at, AT_IGNORE) < 0) {
            return 0;
        }
    }
    return 1;
}

/* ---- the time stamp counter ---------------------------------------------------------------------------------------- */

/* As much as can be read: behind an instruction that ends a page there may be nothing. */
static void read_code(long thread, uint64_t address, uint8_t code[COUNTER_READ_LONGEST])
{
    for (uint64_t i = 0; i < COUNTER_READ_LONGEST;) {
        uint64_t within = (address + i) % WORD;
        uint64_t word;
        if (peek(thread, address + i - within, &word) < 0) {
            return;
        }
        for (; within < WORD && i < COUNTER_READ_LONGEST; within++, i++) {
            code[i] = (uint8_t)(word >> within * 8);
        }
    }
}

/* The processor's own fault, not a signal that somebody sent: arch/x86/kernel/traps.c, exc_general_protection(). */
static int is_fault(long thread)
{
    siginfo_t info;
    memset(&info, 0, sizeof info);
    return SYS(ptrace, PTRACE_GETSIGINFO, thread, 0, &info) == 0 && info.si_code == SI_KERNEL;
}

enum counter_read answer_counter_trap(long thread, const struct loader *loader, uint64_t added)
{
    uint64_t registers[REGISTER_WORDS] = {0};
    uint8_t code[COUNTER_READ_LONGEST] = {0};
    int tells_cpu = 0;
    if (!is_fault(thread) || get_registers(thread, registers) < 0) {
        return NO_COUNTER_READ;
    }
    uint64_t address = registers[RIP];
    read_code(thread, address, code);
    size_t length = counter_read_length(code, &tells_cpu);
    if (length == 0) {
        return NO_COUNTER_READ;
    }
    read_counter(registers, length, tells_cpu, added);
    if (set_registers(thread, registers) < 0) {
        return NO_COUNTER_READ;
    }
    return address >= loader->start && address < loader->end ? READ_BY_LOADER : READ_BY_PROGRAM;
}

/* ---- random numbers of the processor ------------------------------------------------------------------------------- */

static int set_debug_register(long thread, uint64_t number, uint64_t value)
{
    return SYS(ptrace, PTRACE_POKEUSR, thread, DEBUG_REGISTERS_OFFSET + number * WORD, value) == 0;
}

int trap_random_instructions(long thread, uint64_t entry, const uint64_t *distances)
{
    uint64_t control = 0;
    for (unsigned i = 0; i < DEBUG_ADDRESSES; i++) {
        if (distances[i] != 0) {
            /* Where the program begins is not known if its auxiliary vector could not be read. */
            if (entry == 0 || !set_debug_register(thread, i, entry + distances[i])) {
                return 0;
            }
            control |= debug_control_bit(i);
        }
    }
    return control == 0 || set_debug_register(thread, DEBUG_CONTROL, control);
}

int stop_at_next_instruction(long thread)
{
    uint64_t registers[REGISTER_WORDS] = {0};
    return get_registers(thread, registers) >= 0 && set_debug_register(thread, 0, registers[RIP])
        && set_debug_register(thread, DEBUG_CONTROL, debug_control_bit(0));
}

int answer_random_trap(long thread)
{
    siginfo_t info;
    memset(&info, 0, sizeof info);
    return SYS(ptrace, PTRACE_GETSIGINFO, thread, 0, &info) == 0 && info.si_code == TRAP_HWBKPT
        && set_debug_register(thread, DEBUG_CONTROL, 0);
}
