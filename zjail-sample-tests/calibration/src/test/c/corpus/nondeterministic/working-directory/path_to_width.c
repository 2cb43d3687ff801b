// The path of the working directory is the width of a field.
#include "sinks.h"

int main(void) { to_width(hash_of(get_current_dir_name())); }
