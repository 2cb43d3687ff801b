// The size of the environment is the width of a field.
#include "sinks.h"

int main(void) { to_width(bytes_of_environment()); }
