#include "payload.h"

#include <sys/ptrace.h>

/* Offers itself to its parent for tracing. */
int main(void) {
  announce("ptrace");
  report("ptrace", syscall(SYS_ptrace, PTRACE_TRACEME, 0, 0, 0));
  return 0;
}
