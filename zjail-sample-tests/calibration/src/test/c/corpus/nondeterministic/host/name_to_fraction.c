// The name of the host becomes a fraction.
#include "sinks.h"

int main(void) { to_fraction(hash_of_host_name()); }
