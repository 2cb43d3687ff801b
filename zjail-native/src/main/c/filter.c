#include "filter.h"

#include "text.h"
#include <stdint.h>

static uint32_t load(const struct seccomp_data *call, uint32_t offset)
{
    uint32_t word = 0;
    if (offset <= sizeof *call - sizeof word) {
        memcpy(&word, (const char *)call + offset, sizeof word);
    }
    return word;
}

static int jump_is_taken(uint16_t code, uint32_t accumulator, uint32_t operand)
{
    switch (BPF_OP(code)) {
    case BPF_JEQ:
        return accumulator == operand;
    case BPF_JGT:
        return accumulator > operand;
    case BPF_JGE:
        return accumulator >= operand;
    default:
        return (accumulator & operand) != 0;
    }
}

int filter_kills(const struct sock_filter *filter, size_t count, const struct seccomp_data *call)
{
    uint32_t accumulator = 0;
    /* Jumps only go forward, so this ends. */
    for (size_t at = 0; at < count; at++) {
        const struct sock_filter *instruction = &filter[at];
        switch (instruction->code) {
        case BPF_LD | BPF_W | BPF_ABS:
            accumulator = load(call, instruction->k);
            break;
        case BPF_ALU | BPF_AND | BPF_K:
            accumulator &= instruction->k;
            break;
        case BPF_JMP | BPF_JA:
            at += instruction->k;
            break;
        case BPF_JMP | BPF_JEQ | BPF_K:
        case BPF_JMP | BPF_JGT | BPF_K:
        case BPF_JMP | BPF_JGE | BPF_K:
        case BPF_JMP | BPF_JSET | BPF_K:
            at += jump_is_taken(instruction->code, accumulator, instruction->k) ? instruction->jt : instruction->jf;
            break;
        case BPF_RET | BPF_K:
            return (instruction->k & SECCOMP_RET_ACTION_FULL) == SECCOMP_RET_KILL_PROCESS;
        default:
            return 0;
        }
    }
    return 0;
}
