#include <stdio.h>
#include <stdlib.h>

/* Two mistakes that the ordinary build gets away with: the sum can overflow, and the last number lies behind the array. */
int main(int argc, char *argv[]) {
  int *numbers = malloc((size_t)(argc - 1) * sizeof *numbers);
  int sum = 0;
  for (int i = 1; i < argc; i++) {
    numbers[i] = atoi(argv[i]);
    sum += numbers[i];
  }
  printf("%d\n", sum / (argc - 1));
  free(numbers);
  return 0;
}
