#include "payload.h"

#include <fcntl.h>

/* Copies the program its first argument names to the path its second argument names, and executes the copy. */
int main(int argc, char **argv) {
  static char buffer[4096];
  if (argc != 3) return 98;
  char *arguments[] = {argv[2], NULL}, *environment[] = {NULL};
  long program = syscall(SYS_openat, AT_FDCWD, argv[1], O_RDONLY, 0);
  if (program == -1) return 97;

  announce("create");
  long copy = report("create", syscall(SYS_openat, AT_FDCWD, argv[2], O_CREAT | O_EXCL | O_WRONLY, 0700));
  if (copy == -1) return 0;
  for (long got; (got = syscall(SYS_read, program, buffer, sizeof buffer)) != 0;) {
    if (got < 0 || syscall(SYS_write, copy, buffer, got) != got) return 96;
  }
  syscall(SYS_close, copy);
  announce("execve");
  report("execve", syscall(SYS_execve, argv[2], arguments, environment));
  return 0;
}
