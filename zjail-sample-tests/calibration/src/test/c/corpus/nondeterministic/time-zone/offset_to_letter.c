// The offset of the time zone chooses one of 26 answers.
#include "sinks.h"

int main(void) { to_letter((tzset(), (uint64_t)timezone)); }
