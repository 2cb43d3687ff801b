#include "payload.h"

#include <fcntl.h>

/* Opens the root directory again and again until the kernel refuses; says how often it could. */
int main(void) {
  unsigned long opened = 0;
  announce("openat");
  while (syscall(SYS_openat, AT_FDCWD, "/", O_RDONLY | O_DIRECTORY, 0) != -1) opened++;
  report("openat", -1);
  report_number("opened", opened);
  return 0;
}
