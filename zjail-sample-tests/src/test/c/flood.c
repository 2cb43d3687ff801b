#include "payload.h"

/*
 * Writes lines of 16 bytes to standard output, or to standard error where its first argument is 2; as many as its second
 * argument says, or for ever without one.
 */
int main(int argc, char **argv) {
  if (argc < 2) return 98;
  unsigned long descriptor = number(argv[1]), lines = argc > 2 ? number(argv[2]) : 0;
  announce("flood");
  for (unsigned long line = 0; argc < 3 || line < lines; line++) {
    if (syscall(SYS_write, descriptor, "fifteen letters\n", 16) != 16) return 1;
  }
  return 0;
}
