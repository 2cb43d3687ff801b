// The size of the environment is in a line of standard error.
#include "sinks.h"

int main(void) { to_diagnostics(bytes_of_environment()); }
