/*
 * What a watched guest could read without a system call: the clocks and the CPU in the vDSO (vdso(7)), the time stamp
 * counter, and random numbers of the processor. The vDSO is hidden, so that its C library makes the system calls that a filter
 * tells of; the counter is trapped by prctl(2), PR_SET_TSC, and read for it here. Where the program asks for random numbers
 * is known from its file, and debug registers stop it there: nothing in its memory is changed for it.
 */
#ifndef ZJAIL_TRAP_H
#define ZJAIL_TRAP_H

#include <stdint.h>

/* Where the dynamic loader lies; both 0 if there is none. glibc's reads the counter before main, to time itself. */
struct loader {
    uint64_t start;
    uint64_t end;
};

enum counter_read { NO_COUNTER_READ, READ_BY_LOADER, READ_BY_PROGRAM };

/*
 * At the stop of an execve, before the first instruction: 1 if the guest does not learn of a vDSO, 0 if it may. Tells where its
 * loader lies, its entry point, and its AT_RANDOM.
 */
int hide_vdso(long thread, struct loader *loader, uint64_t *entry, uint64_t *random_bytes);

/* While the thread is stopped: 0 if the kernel does not take it. Whether the processor heeds it the stop itself has to show. */
int stop_at_next_instruction(long thread);

/* While the thread is stopped: 1 if it will stop before each of these distances from the entry point, 0 if it may not. */
int trap_random_instructions(long thread, uint64_t entry, const uint64_t *distances);

/* At the stop for a SIGTRAP: 1 if it is for one of those. The thread will stop there no more, and the signal is not to come. */
int answer_random_trap(long thread);

/* At the stop for a SIGSEGV: if it is the trap of the counter, the guest gets its value and so much more, and the signal is not to come. */
enum counter_read answer_counter_trap(long thread, const struct loader *loader, uint64_t added);

#endif
