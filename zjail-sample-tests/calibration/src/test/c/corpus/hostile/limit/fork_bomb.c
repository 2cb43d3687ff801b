//: policy processes
//: cpu 300
// Doubles until it is stopped.
#include "corpus.h"

int main(void)
{
    for (;;) fork();
}
