#include "payload.h"

/*
 * Asks for its process id by one of the calling conventions that an x86-64 kernel offers: x86_64, i386 (int $0x80, where
 * getpid is number 20) or x32 (the number with bit 30 set).
 */
static long getpid_i386(void) {
  long result;
  __asm__ volatile("int $0x80" : "=a"(result) : "a"(20l) : "memory");
  return result;
}

int main(int argc, char **argv) {
  if (argc != 2) return 98;
  announce("getpid");
  if (same(argv[1], "x86_64")) report("getpid", syscall(SYS_getpid));
  else if (same(argv[1], "i386")) report("getpid", getpid_i386());
  else if (same(argv[1], "x32")) report("getpid", syscall(0x40000000 | SYS_getpid));
  else return 98;
  return 0;
}
