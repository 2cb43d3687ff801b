#include "payload.h"

/*
 * Sends a signal:
 *
 *     send_signal TARGET SIGNAL    TARGET is self, parent, group (of processes), everyone, or the number of a process
 */
int main(int argc, char **argv) {
  if (argc != 3) return 98;
  long target;
  if (same(argv[1], "self")) target = syscall(SYS_getpid);
  else if (same(argv[1], "parent")) target = syscall(SYS_getppid);
  else if (same(argv[1], "group")) target = 0;
  else if (same(argv[1], "everyone")) target = -1;
  else target = (long)number(argv[1]);
  if (same(argv[1], "parent")) report_number("parent", (unsigned long)target);

  announce("kill");
  report("kill", syscall(SYS_kill, target, number(argv[2])));
  return 0;
}
