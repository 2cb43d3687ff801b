/*
 * The paths of the files that a watched guest opens: whether it draws from /dev/urandom or from /proc. They are hints, and nothing
 * that confines it rests on them: another thread may change the text after it was read here.
 */
#ifndef ZJAIL_PATHS_H
#define ZJAIL_PATHS_H

#include <stdint.h>

enum { PATHS_MOST = 256, PATH_LONGEST = 248 };

/* As it is sent (report.h). */
struct named_path {
    uint32_t number; /* of the system call */
    uint32_t length;
    char text[PATH_LONGEST]; /* not terminated */
};

struct named_paths {
    uint32_t count; /* different ones, in the order of their first call */
    uint32_t lost;  /* calls whose path could not be read, was longer, or found no room */
    struct named_path named[PATHS_MOST];
};

/* At a stop of the thread before its call is made; the path lies at that address of its memory. */
void paths_add(struct named_paths *paths, long thread, int number, uint64_t address);

#endif
