#include <stdio.h>
#include <time.h>

/* A tool whose output differs from run to run in known places. */
int main(void) {
  puts("inventory 1.4.2");
  printf("begun at %ld\n", (long)time(NULL));
  puts("apples 3");
  puts("pears 5");
  printf("done in %ld ms\n", (long)(clock() * 1000 / CLOCKS_PER_SEC));
  return 0;
}
