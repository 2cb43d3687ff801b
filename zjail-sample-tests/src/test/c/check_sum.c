#include <stdio.h>

/* A checker: reads input, output and answer, and says whether the output is the sum of the input. */
int main(int argc, char **argv) {
  if (argc != 4) {
    return 3;
  }
  FILE *input = fopen(argv[1], "r");
  FILE *output = fopen(argv[2], "r");
  if (!input || !output) {
    return 3;
  }
  long sum = 0;
  long number;
  while (fscanf(input, "%ld", &number) == 1) {
    sum += number;
  }
  if (fscanf(output, "%ld", &number) != 1) {
    fprintf(stderr, "no number\n");
    return 2;
  }
  if (number != sum) {
    fprintf(stderr, "the sum is %ld, not %ld\n", sum, number);
    return 1;
  }
  return 0;
}
