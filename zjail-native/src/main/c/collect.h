/* What the guest left behind in its tmpfs places, for whoever asked for it. */
#ifndef ZJAIL_COLLECT_H
#define ZJAIL_COLLECT_H

#include "spec.h"
#include "supervise.h"

/* What lies at a path. Only the first comes back. The Java side reads the same numbers. */
enum found {
    FOUND_FILE = 0,       /* a regular file, and its whole content */
    FOUND_NOTHING = 1,
    FOUND_LINK = 2,       /* a symbolic link, there or on the way there: its content is where it leads, if it is there */
    FOUND_DIRECTORY = 3,
    FOUND_FIFO = 4,
    FOUND_SOCKET = 5,
    FOUND_DEVICE = 6,
    FOUND_MOUNT = 7,      /* the way there leads out of the tmpfs */
    FOUND_TOO_LARGE = 8,  /* more than is left of the spec's collect_bytes */
    FOUND_TOO_MANY = 9,   /* as many files came back as may */
    FOUND_TOO_DEEP = 10,  /* a directory that was not looked into */
    FOUND_UNREADABLE = 11,
    FOUND_MORE = 12       /* in this directory, of which nothing is told */
};

/*
 * Takes hold of the tmpfs places from which something is to come back. The guest has to be at its first instruction. A
 * negative errno if that is not possible, and the step.
 */
long keep_places(const struct supervision *supervision, const char **step);

/* Reports what lies there. No process of the guest may be left. */
void collect(long control, const struct spec *spec);

#endif
