// Functions of the mathematical library.
#include "corpus.h"

int main(void)
{
    for (int i = 0; i < 20; i++) printf("%.15g %.15g %.15g\n", sin(i), exp(i / 10.0), atan2(i, 3));
}
