/* What can be seen of the guest from outside, at its first instruction. */
#ifndef ZJAIL_ATTEST_H
#define ZJAIL_ATTEST_H

#include "spec.h"
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
    OBSERVED_CGROUP,     /* /proc/G/cgroup */
    OBSERVED_OOM_SCORE,  /* /proc/G/oom_score_adj */
    OBSERVED_ACCESS,     /* what peer.h answers, where the owner below is the launcher's id and the guest's; or "not asked" */
    OBSERVED_HOST_NAME,  /* what uname(2) gives in the guest's UTS namespace, which is the launcher's; else "unknown" */
    /* From here on: what not everybody can see of a process that is not dumpable (proc(5)). */
    OBSERVED_PERSONALITY,/* /proc/G/personality */
    OBSERVED_ENVIRONMENT,/* "as asked", or "differs": /proc/G/environ compared with the spec, byte by byte */
    OBSERVED_WORKING_DIRECTORY, /* the target of /proc/G/cwd: the launcher's root is the guest's (pivot_root(2)) */
    OBSERVATIONS
};

struct attestation {
    const struct spec *spec; /* what the guest was to be */
    uint32_t unseen;     /* a bit for each observation that is not permitted, 1 << its number */
    uint32_t owner;      /* of /proc/G/status: the guest itself if it is dumpable, otherwise root (proc(5)) */
    uint32_t failed;     /* 0, or 1 + the observation that could not be made, or OBSERVATIONS + 1 for the owner */
    int32_t error;       /* its errno */
    uint32_t length[OBSERVATIONS];
    size_t used;
    char content[96 * 1024]; /* the observations, one after the other; full of NULs behind them */
};

/* The descriptor is of the host's /proc, opened before the root changed. */
void attest(long proc, long guest, const struct spec *spec, struct attestation *attestation);

#endif
