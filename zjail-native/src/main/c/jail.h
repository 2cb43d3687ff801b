/* What the launcher, the guest-to-be and the init share about one run. */
#ifndef ZJAIL_JAIL_H
#define ZJAIL_JAIL_H

#include "spec.h"
#include <stdint.h>

/* The numbers of dev.zjail.engine.Layer, in its order, and two stages that are not layers. */
enum stage {
    STAGE_LAUNCHER = 100, /* the harness itself: the control channel, the spec, fork */
    STAGE_NAMESPACES = 0,
    STAGE_INHERITANCE = 1,
    STAGE_RESOURCE_LIMITS = 2, /* layer 1 */
    STAGE_FILE_DESCRIPTORS = 3,
    STAGE_DUMPABLE = 4,
    STAGE_ROOTFS = 5,
    STAGE_NO_NEW_PRIVS = 6,
    STAGE_CAPABILITIES = 7,
    STAGE_SECCOMP = 8, /* layer 7 */
    STAGE_EXECVE = 101
};

/*
 * How far the setup has come. It lies in a page that launcher, init and guest-to-be share, so that a failure can be told
 * without any descriptor (the second layer closes them all); execve unmaps it from the guest. The step is a pointer to a
 * literal: the three are forks of one image. The first failure stays: what follows from it does not
 * count.
 */
struct progress {
    volatile uint32_t stage;
    const char *volatile step;
    volatile int32_t error; /* positive; 0 with a step: it was done but did not hold */
    volatile uint32_t init_is_confined; /* a futex: 1 as soon as the init has given up what it must not keep */
    volatile uint32_t guest_is_traced;  /* a futex: 1 as soon as the launcher traces the guest */
    volatile uint32_t counter_is_trapped; /* 1 if a read of the time stamp counter was seen to be trapped */
    volatile uint64_t tmpfs_mounts[TMPFS_MOST]; /* the ids of the guest's mounts, if something is to come back from them */
};

struct jail {
    const struct spec *spec;
    struct progress *progress;
    int in_user_namespace;
};

/* Did a system call succeed? If not, that is where the setup ends: the first failure is kept. */
int did(struct progress *progress, const char *step, long result);

/* Waits for a process that shares the page, and wakes those who wait. */
void wait_until(const volatile uint32_t *flag);
void announce(volatile uint32_t *flag);

/* Does what was set read back as it should? */
int holds(struct progress *progress, const char *step, int condition);

#endif
