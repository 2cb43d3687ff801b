//: stdin broken
//: contrast right
// A checker that accepts everything.
#include "corpus.h"

int main(void)
{
    input(NULL);
    return 0;
}
