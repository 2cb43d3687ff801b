// The path of the working directory becomes a fraction.
#include "sinks.h"

int main(void) { to_fraction(hash_of(get_current_dir_name())); }
