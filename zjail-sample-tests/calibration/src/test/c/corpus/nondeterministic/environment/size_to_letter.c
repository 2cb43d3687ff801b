// The size of the environment chooses one of 26 answers.
#include "sinks.h"

int main(void) { to_letter(bytes_of_environment()); }
