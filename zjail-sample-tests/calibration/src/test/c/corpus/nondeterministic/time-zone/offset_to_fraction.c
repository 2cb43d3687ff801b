// The offset of the time zone becomes a fraction.
#include "sinks.h"

int main(void) { to_fraction((tzset(), (uint64_t)timezone)); }
