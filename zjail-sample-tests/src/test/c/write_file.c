#include "payload.h"

#include <fcntl.h>

/*
 * Creates a file and reads back what it wrote:
 *
 *     write_file PATH            a few bytes
 *     write_file PATH KIBIBYTES  as many kibibytes; says how many of them found room
 */
static int fill(long descriptor, unsigned long kibibytes) {
  static char block[1024];
  for (unsigned long written = 0; written < kibibytes; written++) {
    if (syscall(SYS_write, descriptor, block, sizeof block) != (long)sizeof block) {
      report("write", -1);
      report_number("kibibytes", written);
      return 0;
    }
  }
  report_number("kibibytes", kibibytes);
  return 0;
}

int main(int argc, char **argv) {
  if (argc < 2) return 98;
  announce("create");
  long descriptor = report("create", syscall(SYS_openat, AT_FDCWD, argv[1], O_CREAT | O_EXCL | O_RDWR, 0600));
  if (descriptor == -1) return 0;
  if (argc > 2) return fill(descriptor, number(argv[2]));

  char back[8] = {0};
  if (syscall(SYS_write, descriptor, "kept", 4) != 4) return 1;
  if (syscall(SYS_lseek, descriptor, 0, 0) != 0 || syscall(SYS_read, descriptor, back, 4) != 4) return 1;
  struct line line = {.length = 0};
  line_text(&line, "read back: ");
  line_text(&line, back);
  line_end(&line);
  return 0;
}
