#include <stdio.h>

/* The first program everybody writes, with ordinary stdio. */
int main(void) {
  puts("hello");
  return 0;
}
