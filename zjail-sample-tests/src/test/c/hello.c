#include "payload.h"

/* The smallest program: one write(2). Built without libc, with a static and with a dynamic one. */
int main(void) {
  struct line line = {.length = 0};
  line_text(&line, "hello");
  line_end(&line);
  return 0;
}
