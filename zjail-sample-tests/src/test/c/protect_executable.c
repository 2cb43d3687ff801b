#include "payload.h"

#include <sys/mman.h>

/* Makes a page it wrote executable: the second half of every just-in-time compiler and of every injected shellcode. */
int main(void) {
  long page = syscall(SYS_mmap, NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (page == -1) return 97;
  *(volatile unsigned char *)page = 0xc3; /* ret */
  announce("mprotect");
  if (report("mprotect", syscall(SYS_mprotect, page, 4096, PROT_READ | PROT_EXEC)) == -1) return 1;
  ((void (*)(void))page)();
  report_number("returned from the page", 1);
  return 0;
}
