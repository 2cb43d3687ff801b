//: stdin abc
//: contrast xyz
// More of the buffer is written than was read into it.
#include "corpus.h"

int main(void)
{
    char *buffer = HIDDEN(malloc(16));
    read(0, buffer, 16);
    write(1, HIDDEN(buffer), 16);
}
