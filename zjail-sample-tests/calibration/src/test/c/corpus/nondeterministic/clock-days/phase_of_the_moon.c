// How old the moon is, in days.
#include "corpus.h"

int main(void) { printf("moon: day %d\n", (int)fmod((double)(time(NULL) - 592500) / 86400.0, 29.530588853)); }
