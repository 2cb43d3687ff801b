/* The mounts that come into a jail beside its root: what the host provides, and places to write. */
#ifndef ZJAIL_MOUNTS_H
#define ZJAIL_MOUNTS_H

#include "jail.h"

/*
 * Both take the descriptor of the jail's root, which is in the mount table already. The second of the first is of the
 * directory in which the paths of the host begin; it is closed.
 */
int mount_provided(const struct jail *jail, long root, long host);
int mount_all_tmpfs(const struct jail *jail, long root);

/* Which mount a path ends on, the topmost of those that lie over one another there (statx(2), STATX_MNT_ID, Linux 5.8). */
int find_mount(struct progress *progress, const char *step, long directory, const char *path, uint64_t *mount);

#endif
