// The offset that glibc keeps in the structure.
#include "corpus.h"

int main(void)
{
    time_t instant = 1234567890;
    printf("%ld\n", localtime(&instant)->tm_gmtoff / 900);
}
