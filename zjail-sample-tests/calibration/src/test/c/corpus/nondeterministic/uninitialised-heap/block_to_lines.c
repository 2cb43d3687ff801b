// What is in a new block decides how many lines there are.
#include "sinks.h"

int main(void) { to_lines(*HIDDEN((uint64_t *)malloc(600))); }
