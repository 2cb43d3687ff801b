// The name of the host goes through a pipe.
#include "sinks.h"

int main(void) { to_pipe(hash_of_host_name()); }
