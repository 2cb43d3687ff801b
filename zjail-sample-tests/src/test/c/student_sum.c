#include <stdio.h>

/* The exercise: read whole numbers, print their sum. */
int main(void) {
  long sum = 0;
  long number;
  while (scanf("%ld", &number) == 1) {
    sum += number;
  }
  printf("%ld\n", sum);
  return 0;
}
