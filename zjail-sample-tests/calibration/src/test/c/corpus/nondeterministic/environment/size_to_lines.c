// The size of the environment decides how many lines there are.
#include "sinks.h"

int main(void) { to_lines(bytes_of_environment()); }
