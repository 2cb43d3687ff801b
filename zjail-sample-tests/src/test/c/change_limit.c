#include "payload.h"

#include <sys/mman.h>
#include <sys/resource.h>

/*
 * Asks for a limit, then changes it. The new limit lies at an address whose lowest 32 bits are zero, so that a filter that
 * compares 32 bits takes the pointer for the NULL that means "only read".
 */
int main(void) {
  struct rlimit *page = (struct rlimit *)0x700000000;
  long mapped = syscall(SYS_mmap, page, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapped != (long)page) return 97;

  announce("prlimit64 to read");
  if (report("prlimit64 to read", syscall(SYS_prlimit64, 0, RLIMIT_CORE, NULL, page)) == -1) return 1;
  page->rlim_cur = 0;
  announce("prlimit64 to write");
  report("prlimit64 to write", syscall(SYS_prlimit64, 0, RLIMIT_CORE, page, NULL));
  return 0;
}
