//: env ONE=1
//: exit 0 1
// Fails if there is more than the one variable.
#include "corpus.h"

int main(void) { return environ[0] && environ[1] ? 1 : 0; }
