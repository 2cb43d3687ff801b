// random(3) with the second as its seed.
#include "corpus.h"

int main(void)
{
    srandom((unsigned)time(NULL));
    printf("%ld\n", random());
}
