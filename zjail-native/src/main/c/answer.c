#include "answer.h"

#include "clocks.h"
#include "registers.h"
#include "text.h"
#include <linux/futex.h>
#include <linux/time.h>

enum {
    WORD = sizeof(uint64_t),
    TIMES_APART = 2 * WORD, /* in struct stat and struct statx (stat(2), statx(2)) seconds are followed by nanoseconds */
    TICKS_PER_SECOND = 100, /* USER_HZ: what times(2) counts in */
    SCRATCH_BELOW = 160,    /* the 128 bytes below the stack pointer are the guest's (System V ABI, red zone) */
    EXTREME_BYTES = 48, /* AT_RANDOM, what a C library draws for itself, and what the guest draws first */
    DIRECTORY_WORDS_MOST = 4096,
    OTHER_NUMBERS = 0x7f, /* small numbers come in the other order; a file keeps one, whichever call tells it */
    MUCH = 500 << 16 /* a load of 500.0 in struct sysinfo: more than any machine is thought to have */
};

enum kind { CLOCK, FILE_TIME, FILE_NUMBER, LOAD, MEMORY, ROOM, RANDOM, ORDER, RELEASE };

/* What a call fills in: behind which register's address, how far, and how many words. */
struct amended {
    uint16_t number;
    uint8_t pointer;
    uint8_t at;
    uint8_t count;
    uint8_t kind;
};

static const struct amended calls[] = {
    {__NR_clock_gettime, RSI, 0, 1, CLOCK},
    {__NR_gettimeofday, RDI, 0, 1, CLOCK},
    {__NR_time, RDI, 0, 1, CLOCK},
    {__NR_stat, RSI, 72, 3, FILE_TIME},
    {__NR_fstat, RSI, 72, 3, FILE_TIME},
    {__NR_lstat, RSI, 72, 3, FILE_TIME},
    {__NR_newfstatat, RDX, 72, 3, FILE_TIME},
    {__NR_statx, R8, 64, 4, FILE_TIME},
    {__NR_stat, RSI, 0, 2, FILE_NUMBER}, /* device and inode */
    {__NR_fstat, RSI, 0, 2, FILE_NUMBER},
    {__NR_lstat, RSI, 0, 2, FILE_NUMBER},
    {__NR_newfstatat, RDX, 0, 2, FILE_NUMBER},
    {__NR_statx, R8, 32, 1, FILE_NUMBER},
    {__NR_statx, R8, 140, 1, FILE_NUMBER}, /* the device's minor number, as in the lowest byte of stat(2) */
    {__NR_sysinfo, RDI, 0, 1, CLOCK},
    {__NR_sysinfo, RDI, 8, 3, LOAD},
    {__NR_sysinfo, RDI, 40, 3, MEMORY},
    {__NR_sysinfo, RDI, 72, 1, MEMORY}, /* free swap */
    {__NR_sysinfo, RDI, 80, 1, LOAD}, /* processes */
    {__NR_statfs, RSI, 24, 2, ROOM},
    {__NR_fstatfs, RSI, 24, 2, ROOM},
    {__NR_getrandom, RDI, 0, 0, RANDOM},
    {__NR_getdents64, RSI, 0, 0, ORDER},
    {__NR_uname, RDI, 130, 1, RELEASE},
    {__NR_uname, RDI, 195, 1, RELEASE}}; /* version */

int answers_otherwise(const struct spec_header *asked)
{
    return asked->clock_offset != 0 || asked->answers != 0;
}

/* ---- one word ------------------------------------------------------------------------------------------------------ */

static uint64_t amend_word(const struct answering *answering, enum kind kind, uint64_t word)
{
    uint64_t offset = answering->asked->clock_offset;
    int is_busy = (answering->asked->answers & ANSWER_BUSY_HOST) != 0;
    switch (kind) {
    case CLOCK:
        return word + offset;
    case FILE_TIME: /* what it set itself, or came with the file, is no time of now */
        return word >= answering->started && word <= clock_nanoseconds(CLOCK_REALTIME) / NANOSECONDS ? word + offset : word;
    case FILE_NUMBER:
        return (answering->asked->answers & ANSWER_DIRECTORY_ORDER) != 0 ? word ^ OTHER_NUMBERS : word;
    case LOAD:
        return is_busy ? MUCH : (answering->asked->answers & ANSWER_IDLE_HOST) != 0 ? 0 : word;
    case MEMORY:
        return is_busy ? word >> 12 : word;
    case ROOM:
        return is_busy ? word >> 3 : word;
    default: /* "4.19.0" */
        return (answering->asked->answers & ANSWER_RELEASE) != 0 ? UINT64_C(0x302e39312e34) : word;
    }
}

static void amend_words(struct answering *answering, long thread, const struct amended *call, uint64_t address)
{
    uint64_t apart = call->kind == FILE_TIME ? TIMES_APART : WORD;
    for (uint64_t at = address + call->at, i = 0; i < call->count; i++, at += apart) {
        uint64_t word;
        if (peek(thread, at, &word) >= 0) {
            uint64_t other = amend_word(answering, call->kind, word);
            answering->amended += other != word && poke(thread, at, other) >= 0;
        }
    }
}

/* ---- random bytes -------------------------------------------------------------------------------------------------- */

/*
 * Extreme ones first, all of them the same, for whoever does something else at 0 or at the largest number. Then others, since
 * some ask until they like what they get.
 */
static uint8_t next_random_byte(struct answering *answering)
{
    uint64_t drawn = answering->random_bytes++;
    uint64_t seed = answering->asked->random_seed;
    return (uint8_t)(drawn < EXTREME_BYTES ? seed : (drawn + seed) * UINT64_C(0x9e3779b97f4a7c15) >> 56);
}

void amend_random_bytes(struct answering *answering, long thread, uint64_t address, uint64_t count)
{
    if ((answering->asked->answers & ANSWER_RANDOM) == 0) {
        return;
    }
    for (uint64_t at = address; at < address + count; at++) {
        uint64_t word;
        if (peek(thread, at - at % WORD, &word) < 0) {
            return;
        }
        unsigned shift = (unsigned)(at % WORD) * 8;
        word = (word & ~(UINT64_C(0xff) << shift)) | (uint64_t)next_random_byte(answering) << shift;
        answering->amended += poke(thread, at - at % WORD, word) >= 0;
    }
}

/* ---- the order of a directory -------------------------------------------------------------------------------------- */

/* struct linux_dirent64 (getdents64(2)), in words: an inode number, the place of the next, and the length with its type and name. */
enum { PLACE = 1, LENGTH = 2 };

static uint64_t words_of(const uint64_t *entry)
{
    return (uint16_t)entry[LENGTH] / WORD;
}

/* Another thread of the guest may have written something else there since the kernel did. */
static int are_entries(const uint64_t *entries, uint64_t words)
{
    for (uint64_t at = 0, length; at < words; at += length) {
        length = words - at > LENGTH ? words_of(entries + at) : 0;
        if (length <= LENGTH || length > words - at) {
            return 0;
        }
    }
    return 1;
}

/* The entries are told the other way round. Each place keeps what says where the next begins, so that they can be gone on with. */
static void reverse_entries(const uint64_t *entries, uint64_t *reversed, uint64_t words)
{
    for (uint64_t from = 0, to = words; from < words; from += words_of(entries + from)) {
        to -= words_of(entries + from);
        memcpy(reversed + to, entries + from, words_of(entries + from) * WORD);
    }
    for (uint64_t at = 0, other = 0; at < words; at += words_of(entries + at), other += words_of(reversed + other)) {
        reversed[other + PLACE] = entries[at + PLACE];
        reversed[other] ^= OTHER_NUMBERS;
    }
}

static void amend_directory(struct answering *answering, long thread, uint64_t address, uint64_t size)
{
    static uint64_t entries[DIRECTORY_WORDS_MOST], reversed[DIRECTORY_WORDS_MOST];
    uint64_t words = size / WORD;
    if ((answering->asked->answers & ANSWER_DIRECTORY_ORDER) == 0 || words > DIRECTORY_WORDS_MOST) {
        return;
    }
    for (uint64_t i = 0; i < words; i++) {
        if (peek(thread, address + i * WORD, &entries[i]) < 0) {
            return;
        }
    }
    if (!are_entries(entries, words)) {
        return;
    }
    reverse_entries(entries, reversed, words);
    for (uint64_t i = 0; i < words; i++) {
        answering->amended += poke(thread, address + i * WORD, reversed[i]) >= 0;
    }
}

/* ---- calls --------------------------------------------------------------------------------------------------------- */

/* The register that points to a time until which the call waits; 0 if it waits for none. */
static int deadline_register(const uint64_t *registers)
{
    uint32_t number = system_call_number(registers);
    if (number == __NR_clock_nanosleep) {
        return (registers[RSI] & TIMER_ABSTIME) != 0 ? RDX : 0;
    }
    uint64_t operation = registers[RSI] & FUTEX_CMD_MASK;
    return number == __NR_futex && (operation == FUTEX_WAIT_BITSET || operation == FUTEX_LOCK_PI) ? R10 : 0;
}

/* The copy lies below what the guest uses of its stack; behind it lies where the register pointed before. */
static uint64_t scratch_of(const uint64_t *registers)
{
    return registers[RSP] - registers[RSP] % WORD - SCRATCH_BELOW;
}

void prepare_answer(struct answering *answering, long thread)
{
    uint64_t registers[REGISTER_WORDS] = {0};
    uint64_t seconds, nanoseconds;
    uint64_t offset = answering->asked->clock_offset;
    if (get_registers(thread, registers) < 0) {
        return;
    }
    int at = deadline_register(registers);
    uint64_t scratch = scratch_of(registers);
    uint64_t pointer = registers[at];
    if (at == 0 || peek(thread, pointer, &seconds) < 0 || peek(thread, pointer + WORD, &nanoseconds) < 0 || seconds < offset) {
        return;
    }
    registers[at] = scratch;
    if (poke(thread, scratch, seconds - offset) >= 0 && poke(thread, scratch + WORD, nanoseconds) >= 0
        && poke(thread, scratch + 2 * WORD, pointer) >= 0) {
        set_registers(thread, registers);
    }
}

/* Two calls give the time as their result, and a prepared one is to find in its register what it had there. */
static void amend_registers(struct answering *answering, long thread, uint64_t *registers)
{
    uint64_t offset = answering->asked->clock_offset;
    uint32_t number = system_call_number(registers);
    uint64_t scratch = scratch_of(registers);
    int at = deadline_register(registers);
    if (number == __NR_time || number == __NR_times) {
        registers[RESULT] += number == __NR_times ? offset * TICKS_PER_SECOND : offset;
        answering->amended += offset != 0;
    } else if (at == 0 || registers[at] != scratch || peek(thread, scratch + 2 * WORD, &registers[at]) < 0) {
        return;
    }
    set_registers(thread, registers);
}

static void amend_call(struct answering *answering, long thread, const struct amended *call, const uint64_t *registers)
{
    uint64_t address = registers[call->pointer];
    if (call->kind == RANDOM) {
        amend_random_bytes(answering, thread, address, registers[RESULT]);
    } else if (call->kind == ORDER) {
        amend_directory(answering, thread, address, registers[RESULT]);
    } else {
        amend_words(answering, thread, call, address);
    }
}

void amend_answer(struct answering *answering, long thread)
{
    uint64_t registers[REGISTER_WORDS] = {0};
    if (get_registers(thread, registers) < 0) {
        return;
    }
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        if (calls[i].number == system_call_number(registers) && (int64_t)registers[RESULT] >= 0) {
            amend_call(answering, thread, &calls[i], registers);
        }
    }
    amend_registers(answering, thread, registers);
}
