/* What the kernel lets an unprivileged process of the same user see of another. */
#ifndef ZJAIL_PEER_H
#define ZJAIL_PEER_H

/*
 * Whether a process without any capability, but with the launcher's ids and in its user namespace, may look into this one:
 * "refused" if it is not dumpable, "granted" if it is. "no control" if that cannot be told, because the same question about
 * a process that is dumpable was not answered with yes. The descriptor is of the host's /proc.
 */
const char *ask_as_peer(long proc, long process);

#endif
