//: wall 200
// Sleeps on.
#include "corpus.h"

int main(void)
{
    for (;;) pause();
}
