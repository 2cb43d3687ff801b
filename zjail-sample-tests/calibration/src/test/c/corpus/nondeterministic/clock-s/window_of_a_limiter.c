// The window of a rate limiter: five seconds.
#include "corpus.h"

int main(void) { printf("window %ld\n", (long)time(NULL) / 5); }
