// A 32-bit time overflows some day.
#include "corpus.h"

int main(void) { puts((int32_t)(uint32_t)time(NULL) > 0 ? "ok" : "before 1970"); }
