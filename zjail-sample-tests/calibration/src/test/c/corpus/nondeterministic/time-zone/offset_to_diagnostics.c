// The offset of the time zone is in a line of standard error.
#include "sinks.h"

int main(void) { to_diagnostics((tzset(), (uint64_t)timezone)); }
