/* Files below /proc: opening and reading them. PROC is a descriptor of the host's /proc, opened before the root changed. */
#ifndef ZJAIL_PROC_H
#define ZJAIL_PROC_H

#include <stdint.h>

/* A file of /proc/P; close-on-exec. */
long open_in_proc(long proc, long process, const char *name, long flags);

/* Visits each name in a directory but "." and "..". The first visit that returns an error is the last, and the result. */
long visit_names(long directory, long (*visit)(void *context, const char *name), void *context);

/* The largest address space a process has had, in bytes: VmPeak of /proc/P/status. 0 if it has none, or cannot be seen. */
uint64_t largest_address_space(long proc, long process);

/* How many descriptors a process has open; 0 if that cannot be seen. */
uint64_t count_open_files(long proc, long process);

/* The flags of /proc/P/stat; 0 if they cannot be seen. */
uint64_t process_flags(long proc, long process);

/*
 * Whether a filter killed the task, which may be a zombie that is not reaped yet: the kernel marks it before it sends the signal.
 * Older kernels do not: there nobody was.
 */
int was_killed_by_filter(long proc, long task);

#endif
