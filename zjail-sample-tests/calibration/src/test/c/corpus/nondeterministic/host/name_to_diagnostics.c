// The name of the host is in a line of standard error.
#include "sinks.h"

int main(void) { to_diagnostics(hash_of_host_name()); }
