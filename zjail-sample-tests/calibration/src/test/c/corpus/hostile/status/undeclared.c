// A status that the test does not expect.
#include "corpus.h"

int main(void)
{
    puts("fine");
    return 7;
}
