//: stdin one\ntwo\n
//: contrast three\n
// Reads everything and forgets it.
#include "corpus.h"

int main(void)
{
    while (getchar() != EOF) {
    }
    puts("done");
}
