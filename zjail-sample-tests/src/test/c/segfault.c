#include "payload.h"

/*
 * Writes to an address that is mapped for nobody. All is volatile: gcc may drop a store it takes for useless, and may
 * make a trap (SIGILL) of one it sees going wrong.
 */
int main(void) {
  volatile char *volatile nowhere = NULL;
  announce("store to the null page");
  *nowhere = 1;
  announce("go on after the store");
  return 0;
}
