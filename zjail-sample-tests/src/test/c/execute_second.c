#include "payload.h"

/* Replaces itself by a second binary, the path of which is its argument. Nothing is reported where that succeeds. */
int main(int argc, char **argv) {
  if (argc != 2) return 98;
  char *arguments[] = {argv[1], NULL}, *environment[] = {NULL};
  announce("execve");
  report("execve", syscall(SYS_execve, argv[1], arguments, environment));
  return 1;
}
