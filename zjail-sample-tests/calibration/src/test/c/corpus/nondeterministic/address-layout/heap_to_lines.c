// The address of a block decides how many lines there are.
#include "sinks.h"

int main(void) { to_lines((uintptr_t)malloc(32)); }
