/* Says what a seccomp filter decides, to find the thread whose system call the kernel killed. */
#ifndef ZJAIL_FILTER_H
#define ZJAIL_FILTER_H

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>

/* Whether the filter kills the process for this call; also 0 for a filter with instructions that our compiler never emits. */
int filter_kills(const struct sock_filter *filter, size_t count, const struct seccomp_data *call);

#endif
