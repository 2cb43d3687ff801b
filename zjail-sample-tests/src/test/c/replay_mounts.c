#include "payload.h"

#include <sys/mount.h>

/* Plays one of the jail's own steps again, to undo it: mount (make the root writable), umount2 or pivot_root. */
int main(int argc, char **argv) {
  if (argc != 2) return 98;
  announce(argv[1]);
  if (same(argv[1], "mount")) {
    report(argv[1], syscall(SYS_mount, NULL, "/", NULL, MS_REMOUNT | MS_BIND, NULL));
  } else if (same(argv[1], "umount2")) {
    report(argv[1], syscall(SYS_umount2, "/tmp", MNT_DETACH));
  } else if (same(argv[1], "pivot_root")) {
    report(argv[1], syscall(SYS_pivot_root, "/tmp", "/tmp"));
  } else {
    return 98;
  }
  return 0;
}
