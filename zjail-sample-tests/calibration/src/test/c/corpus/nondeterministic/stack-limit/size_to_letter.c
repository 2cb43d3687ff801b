// The limit of the stack chooses one of 26 answers.
#include "sinks.h"

int main(void) { to_letter(stack_limit()); }
