// Thousandths of a day: 86.4 seconds each, with two decimals.
#include "corpus.h"

int main(void) { printf("@%.2f\n", (double)((time(NULL) + 3600) % 86400) / 86.4); }
