// The random bytes that are on every stack chooses one of 26 answers.
#include "sinks.h"

int main(void) { to_letter(*(uint64_t *)getauxval(AT_RANDOM)); }
