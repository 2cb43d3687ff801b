#include "climb.h"

/*
 * The classic without an open directory: chroot does not move the working directory, so a second chroot into a directory
 * below it leaves the working directory outside the root. Needs a writable /tmp.
 */
int main(void) {
  announce("mkdir");
  report("mkdir", syscall(SYS_mkdir, "/tmp/first", 0700));
  announce("chroot");
  report("chroot", syscall(SYS_chroot, "/tmp/first"));
  announce("mkdir");
  report("mkdir", syscall(SYS_mkdir, "second", 0700));
  announce("chroot");
  report("chroot", syscall(SYS_chroot, "second"));
  climb_and_look();
  return 0;
}
