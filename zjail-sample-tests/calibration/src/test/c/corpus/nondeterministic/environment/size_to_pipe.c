// The size of the environment goes through a pipe.
#include "sinks.h"

int main(void) { to_pipe(bytes_of_environment()); }
