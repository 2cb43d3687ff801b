// Wrong for one second a day.
#include "corpus.h"

int main(void) { puts(time(NULL) % 86400 ? "ok" : "midnight"); }
