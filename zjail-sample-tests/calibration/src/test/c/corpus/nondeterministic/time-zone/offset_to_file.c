//: tmpfs /tmp:1MiB
// The offset of the time zone is written to a file and read from there.
#include "sinks.h"

int main(void) { to_file((tzset(), (uint64_t)timezone)); }
