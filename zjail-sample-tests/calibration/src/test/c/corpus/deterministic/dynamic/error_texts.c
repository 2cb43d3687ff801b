//: link dynamic
// The texts of errors, without any catalog.
#include "corpus.h"

int main(void)
{
    for (int i = 1; i < 40; i++) puts(strerror(i));
}
