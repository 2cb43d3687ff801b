// Right for some years, and then not.
#include "corpus.h"

int main(void) { puts(time(NULL) < 1893456000 ? "ok" : "the certificate has expired"); }
