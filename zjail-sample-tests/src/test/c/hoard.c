#include "payload.h"

#include <stdlib.h>

/* Takes memory, a mebibyte at a time, until malloc has no more; says how much it got. */
int main(void) {
  unsigned long mebibytes = 0;
  announce("malloc");
  for (volatile char *block; (block = malloc(1 << 20)); mebibytes++) {
    for (size_t page = 0; page < 1 << 20; page += 4096) block[page] = 1;
  }
  report("malloc", -1);
  report_number("mebibytes", mebibytes);
  return 0;
}
