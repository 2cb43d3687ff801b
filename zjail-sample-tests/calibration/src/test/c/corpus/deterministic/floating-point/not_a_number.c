// NaN and infinities.
#include "corpus.h"

int main(void) { printf("%f %f %d\n", INFINITY, -HUGE_VAL, *HIDDEN(&(double){NAN}) == NAN); }
