#include "payload.h"

#include <signal.h>

/*
 * Makes processes until the kernel refuses:
 *
 *     fork_bomb once    one process, which ends at once
 *     fork_bomb hold    as many as it gets, each of which stays; then says how many, and ends before them
 *     fork_bomb stay    the same, but stays with them
 *     fork_bomb bomb    each process that it makes goes on making processes, for ever
 *
 * Further arguments are ignored; a test finds the processes by them. The call is SYS_clone itself, because a libc may make
 * clone, clone3 or fork of its own choice.
 */
static long clone_process(void) { return syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0); }

static void stay(void) {
  for (;;) syscall(SYS_pause);
}

static unsigned long clone_until_refused(void) {
  for (unsigned long made = 0;; made++) {
    long child = clone_process();
    if (child == 0) stay();
    if (child == -1) return made;
  }
}

int main(int argc, char **argv) {
  if (argc < 2) return 98;
  announce("clone");
  if (same(argv[1], "bomb")) {
    for (;;) clone_process();
  }
  if (same(argv[1], "once")) {
    long child = clone_process();
    if (child == 0) return 0;
    report("clone", child);
    return 0;
  }
  unsigned long made = clone_until_refused();
  report("clone", -1);
  report_number("processes made", made);
  if (same(argv[1], "stay")) stay();
  return 0;
}
