// A generator whose seed is the name.
#include "corpus.h"

int main(void)
{
    char name[65];
    uint64_t state = 0;
    gethostname(name, sizeof name);
    for (char *c = name; *c; c++) state = state * 31 + (unsigned char)*c;
    show(next(&state) % 100);
}
