//: tmpfs /tmp:1MiB
// The name of the host is written to a file and read from there.
#include "sinks.h"

int main(void) { to_file(hash_of_host_name()); }
