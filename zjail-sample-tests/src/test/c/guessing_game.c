#include <stdio.h>

/* Thinks of 7, and says how each guess compares to it. */
int main(void) {
  int guess = 0;
  setvbuf(stdout, NULL, _IOLBF, 0); /* a pipe is no terminal: without this, nothing comes until the end */
  puts("I think of a number from 1 to 9.");
  while (scanf(" guess %d", &guess) == 1) {
    if (guess == 7) {
      puts("right");
      return 0;
    }
    puts(guess < 7 ? "too low" : "too high");
  }
  fputs("no guess\n", stderr);
  return 1;
}
