// The path of the working directory is in a line of standard error.
#include "sinks.h"

int main(void) { to_diagnostics(hash_of(get_current_dir_name())); }
