//: exit 0 1 2 3
// A counter on the heap that starts anywhere.
#include "corpus.h"

int main(void)
{
    unsigned *counter = HIDDEN(malloc(100));
    for (int i = 0; i < 10; i++) counter[3]++;
    return (int)((HIDDEN(counter)[3] - 10) & 3);
}
