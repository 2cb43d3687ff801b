// The day goes through a pipe.
#include "sinks.h"

int main(void) { to_pipe((uint64_t)time(NULL) / 86400); }
