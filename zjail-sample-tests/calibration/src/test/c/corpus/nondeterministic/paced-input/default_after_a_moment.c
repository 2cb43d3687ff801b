//: stdin some words here\n
//: contrast others\n
// It takes a default if nothing comes within two milliseconds.
#include "corpus.h"

int main(void)
{
    struct pollfd input_ready = {0, POLLIN, 0};
    char text[64] = "nothing";
    if (poll(&input_ready, 1, 2) == 1) text[read(0, text, sizeof text - 1)] = 0;
    puts(text);
}
