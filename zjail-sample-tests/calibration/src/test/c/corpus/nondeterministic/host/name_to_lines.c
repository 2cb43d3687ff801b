// The name of the host decides how many lines there are.
#include "sinks.h"

int main(void) { to_lines(hash_of_host_name()); }
