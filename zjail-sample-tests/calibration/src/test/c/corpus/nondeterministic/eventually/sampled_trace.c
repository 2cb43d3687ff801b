//: chance 500
// Traces one request in five hundred.
#include "corpus.h"

int main(void)
{
    puts("answer 42");
    if (random64() % 500 == 0) fputs("trace: answer\n", stderr);
}
