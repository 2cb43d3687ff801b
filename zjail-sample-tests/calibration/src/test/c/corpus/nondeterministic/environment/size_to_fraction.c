// The size of the environment becomes a fraction.
#include "sinks.h"

int main(void) { to_fraction(bytes_of_environment()); }
