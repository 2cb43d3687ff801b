// The name of the host is the width of a field.
#include "sinks.h"

int main(void) { to_width(hash_of_host_name()); }
