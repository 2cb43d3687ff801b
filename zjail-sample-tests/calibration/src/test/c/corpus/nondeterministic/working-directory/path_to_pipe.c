// The path of the working directory goes through a pipe.
#include "sinks.h"

int main(void) { to_pipe(hash_of(get_current_dir_name())); }
