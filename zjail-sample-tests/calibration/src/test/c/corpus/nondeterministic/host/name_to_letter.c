// The name of the host chooses one of 26 answers.
#include "sinks.h"

int main(void) { to_letter(hash_of_host_name()); }
