#include "payload.h"

#include <time.h>

/* Sleeps for as many milliseconds as its argument says. */
int main(int argc, char **argv) {
  if (argc != 2) return 98;
  unsigned long milliseconds = number(argv[1]);
  struct timespec duration = {.tv_sec = (time_t)(milliseconds / 1000), .tv_nsec = (long)(milliseconds % 1000) * 1000000};
  announce("clock_nanosleep");
  report("clock_nanosleep", syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC, 0, &duration, NULL));
  return 0;
}
