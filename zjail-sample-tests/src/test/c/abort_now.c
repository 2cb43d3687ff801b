#include "payload.h"

#include <stdlib.h>

int main(void) {
  announce("abort");
  abort();
}
