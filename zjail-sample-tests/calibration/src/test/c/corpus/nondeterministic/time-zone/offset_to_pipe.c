// The offset of the time zone goes through a pipe.
#include "sinks.h"

int main(void) { to_pipe((tzset(), (uint64_t)timezone)); }
