// The offset of the time zone is the width of a field.
#include "sinks.h"

int main(void) { to_width((tzset(), (uint64_t)timezone)); }
