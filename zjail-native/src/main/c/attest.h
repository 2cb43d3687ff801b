/* What can be seen of the guest from outside, at its first instruction. */
#ifndef ZJAIL_ATTEST_H
#define ZJAIL_ATTEST_H

#include <stddef.h>
#include <stdint.h>

/* In the order in which they follow one another in the report. */
enum observation {
    OBSERVED_STATUS,     /* /proc/G/status */
    OBSERVED_LIMITS,     /* /proc/G/limits */
    OBSERVED_MOUNTINFO,  /* /proc/G/mountinfo */
    OBSERVED_STAT,       /* /proc/G/stat */
    OBSERVED_DESCRIPTORS,/* the names in /proc/G/fdinfo, a space after each */
    OBSERVED_NAMESPACES, /* the targets of the links in /proc/G/ns, a space after each */
    OBSERVATIONS
};

struct attestation {
    uint32_t owner;      /* of /proc/G/status: the guest itself only if it is dumpable (proc(5)) */
    uint32_t failed;     /* 0, or 1 + the observation that could not be made, or OBSERVATIONS + 1 for the owner */
    int32_t error;       /* its errno */
    uint32_t length[OBSERVATIONS];
    size_t used;
    char content[96 * 1024]; /* the observations, one after the other */
};

/* The descriptor is of the host's /proc, opened before the root changed. */
void attest(long proc, long guest, struct attestation *attestation);

#endif
