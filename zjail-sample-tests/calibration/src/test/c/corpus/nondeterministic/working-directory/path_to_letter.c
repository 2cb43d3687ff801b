// The path of the working directory chooses one of 26 answers.
#include "sinks.h"

int main(void) { to_letter(hash_of(get_current_dir_name())); }
