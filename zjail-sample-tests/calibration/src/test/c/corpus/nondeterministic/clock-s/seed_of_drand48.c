// The 48-bit generator with the second as its seed.
#include "corpus.h"

int main(void)
{
    srand48(time(NULL));
    printf("%.6f\n", drand48());
}
