//: stdin some words here\n
//: contrast others\n
// Each read gives what it gives; it goes on until there is no more.
#include "corpus.h"

int main(void)
{
    char piece[5];
    uint64_t sum = 0;
    for (ssize_t length; (length = read(0, piece, sizeof piece)) > 0;) {
        for (ssize_t i = 0; i < length; i++) sum = mix(sum + (unsigned char)piece[i]);
    }
    show(sum);
}
