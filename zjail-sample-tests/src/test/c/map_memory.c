#include "payload.h"

#include <sys/mman.h>

/*
 * Maps one anonymous page, in the way its argument says:
 *
 *     private       readable and writable, what malloc does
 *     shared        the same, but MAP_SHARED
 *     executable    private, and PROT_EXEC
 *     high-word     private, with a bit above the lowest 32 in the flags; a filter that compares 32 bits does not see it
 */
int main(int argc, char **argv) {
  if (argc != 2) return 98;
  unsigned long protection = PROT_READ | PROT_WRITE, flags = MAP_PRIVATE | MAP_ANONYMOUS;
  if (same(argv[1], "shared")) flags = MAP_SHARED | MAP_ANONYMOUS;
  else if (same(argv[1], "executable")) protection |= PROT_EXEC;
  else if (same(argv[1], "high-word")) flags |= 1ul << 32;
  else if (!same(argv[1], "private")) return 98;

  announce("mmap");
  long page = report("mmap", syscall(SYS_mmap, NULL, 4096, protection, flags, -1, 0));
  if (page == -1) return 1;
  *(volatile char *)page = 42;
  report_number("stored", *(volatile unsigned char *)page);
  return 0;
}
