//: stdin some words here\n
//: contrast others\n
// It takes the first read for the whole input.
#include "corpus.h"

int main(void)
{
    char text[64] = "";
    ssize_t length = read(0, text, sizeof text - 1);
    printf("%zd bytes: %s\n", length, text);
}
