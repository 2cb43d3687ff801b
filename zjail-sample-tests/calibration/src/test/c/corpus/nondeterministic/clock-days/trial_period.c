// Works until a date, and then no more.
#include "corpus.h"

int main(void) { puts(time(NULL) < 4102444800 ? "licensed until 2100" : "the trial period is over"); }
