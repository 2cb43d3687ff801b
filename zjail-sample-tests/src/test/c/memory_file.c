#include "payload.h"

#include <fcntl.h>
#include <linux/memfd.h>

/* Copies the program its argument names into memory that has no name, and executes it there. */
int main(int argc, char **argv) {
  static char buffer[4096];
  char *arguments[] = {"nameless", NULL}, *environment[] = {NULL};
  if (argc != 2) return 98;
  long program = syscall(SYS_openat, AT_FDCWD, argv[1], O_RDONLY, 0);
  if (program == -1) return 97;

  announce("memfd_create");
  long memory = report("memfd_create", syscall(SYS_memfd_create, "", MFD_CLOEXEC));
  if (memory == -1) return 0;
  for (long got; (got = syscall(SYS_read, program, buffer, sizeof buffer)) != 0;) {
    if (got < 0 || syscall(SYS_write, memory, buffer, got) != got) return 96;
  }
  announce("execveat");
  report("execveat", syscall(SYS_execveat, memory, "", arguments, environment, AT_EMPTY_PATH));
  return 0;
}
