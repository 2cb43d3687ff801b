/* What sendmsg(2) sends. Apart from report.h, which programs with a C library read too: that has a struct iovec of its own. */
#ifndef ZJAIL_MESSAGE_H
#define ZJAIL_MESSAGE_H

#include <linux/uio.h>
#include <stddef.h>
#include <stdint.h>

/* struct msghdr, sendmsg(2); not in the kernel's exported headers. */
struct message {
    void *name;
    uint32_t name_length;
    struct iovec *parts;
    size_t count;
    void *ancillary;
    size_t ancillary_length;
    uint32_t flags;
};

#endif
