/* Clocks of the kernel, in nanoseconds. */
#ifndef ZJAIL_CLOCKS_H
#define ZJAIL_CLOCKS_H

#include "sys.h"
#include <linux/time.h>

enum { NANOSECONDS = 1000000000 };

/* 0 for a clock that is not there, such as that of a process that is gone. */
static inline uint64_t clock_nanoseconds(long clock)
{
    struct timespec time = {0, 0};
    SYS(clock_gettime, clock, &time);
    return (uint64_t)time.tv_sec * NANOSECONDS + (uint64_t)time.tv_nsec;
}

/* The clock that counts the CPU time of all threads of a process (clock_getcpuclockid(3)). */
static inline long cpu_clock(long process)
{
    return (long)((~(unsigned long)process << 3) | 2);
}

#endif
