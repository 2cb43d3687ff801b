// The address of a block is the width of a field.
#include "sinks.h"

int main(void) { to_width((uintptr_t)malloc(32)); }
