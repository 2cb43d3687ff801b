//: cpu 100
// Never ends.
#include "corpus.h"

int main(void)
{
    for (;;) burn(1000);
}
