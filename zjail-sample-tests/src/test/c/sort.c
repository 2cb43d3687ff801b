#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Sorts the lines of standard input, as bytes. Every line it writes ends with a newline. */

static int by_bytes(const void *left, const void *right) {
  return strcmp(*(char *const *)left, *(char *const *)right);
}

int main(void) {
  size_t count = 0, room = 0;
  char **lines = NULL, *line = NULL;
  size_t size = 0;
  while (getline(&line, &size, stdin) >= 0) {
    if (count == room) {
      room = room ? 2 * room : 16;
      lines = realloc(lines, room * sizeof *lines);
      if (!lines) abort();
    }
    line[strcspn(line, "\n")] = 0;
    lines[count++] = line;
    line = NULL;
    size = 0;
  }
  if (count) qsort(lines, count, sizeof *lines, by_bytes);
  for (size_t i = 0; i < count; i++) puts(lines[i]);
  return fflush(stdout) == 0 ? 0 : 1;
}
