//: stdin some words here\n
//: contrast others\n
// How often it has to read is shown.
#include "corpus.h"

int main(void)
{
    char text[256];
    int reads = 0;
    while (read(0, text, sizeof text) > 0) reads++;
    printf("%d\n", reads);
}
