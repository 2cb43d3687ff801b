#include <stdio.h>
#include <sys/random.h>

/* Rolls eight dice. */
int main(void) {
  unsigned char bytes[8];
  if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes) return 1;
  for (size_t i = 0; i < sizeof bytes; i++) printf("%d ", bytes[i] % 6 + 1);
  putchar('\n');
  return 0;
}
