#include "payload.h"

/* Says how many environment variables it has, and each of them. */
int main(int argc, char **argv) {
  char **environment = argv + argc + 1;
  unsigned long count = 0;
  while (environment[count]) count++;
  report_number("variables", count);
  for (unsigned long i = 0; i < count; i++) {
    struct line line = {.length = 0};
    line_text(&line, environment[i]);
    line_end(&line);
  }
  return 0;
}
