#include "payload.h"

#include <sys/mman.h>

/*
 * Changes a function of its own text from "return 1" to "return 2":
 *
 *     unprotect    makes the page writable first
 *     store        just writes
 */
int answer(void);

/* On a page of its own, so that nothing else is changed; the number to return is the byte after the opcode. */
__asm__(".text\n.balign 4096\n.globl answer\nanswer:\n  mov $1, %eax\n  ret\n.balign 4096\n");

int main(int argc, char **argv) {
  if (argc != 2) return 98;
  unsigned char *text = (unsigned char *)answer;
  report_number("answer", (unsigned long)answer());
  if (same(argv[1], "unprotect")) {
    announce("mprotect");
    if (report("mprotect", syscall(SYS_mprotect, text, 4096, PROT_READ | PROT_WRITE | PROT_EXEC)) == -1) return 1;
  } else if (!same(argv[1], "store")) {
    return 98;
  }
  announce("store");
  *(volatile unsigned char *)(text + 1) = 2;
  report_number("answer", (unsigned long)answer());
  return 0;
}
