#include <stdio.h>
#include <time.h>

/* Prints what the clocks showed at a fixed instant, where the program thinks it is. */
int main(void) {
  time_t instant = 1000000000;
  char text[16];
  strftime(text, sizeof text, "%H:%M", localtime(&instant));
  puts(text);
  return 0;
}
