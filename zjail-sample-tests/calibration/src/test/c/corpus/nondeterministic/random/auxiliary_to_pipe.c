// The random bytes that are on every stack goes through a pipe.
#include "sinks.h"

int main(void) { to_pipe(*(uint64_t *)getauxval(AT_RANDOM)); }
