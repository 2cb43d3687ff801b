// How many seconds ago something fixed was.
#include "corpus.h"

int main(void) { printf("%.0f seconds since the epoch of GPS\n", difftime(time(NULL), 315964800)); }
