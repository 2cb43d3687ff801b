// The offset of the time zone decides how many lines there are.
#include "sinks.h"

int main(void) { to_lines((tzset(), (uint64_t)timezone)); }
