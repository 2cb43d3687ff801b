#include "payload.h"

/* Computes for as many rounds as its argument says; for ever without one. */
int main(int argc, char **argv) {
  unsigned long rounds = argc == 2 ? number(argv[1]) : 0;
  announce("spin");
  for (volatile unsigned long round = 0; argc < 2 || round < rounds; round++) continue;
  report_number("rounds", rounds);
  return 0;
}
