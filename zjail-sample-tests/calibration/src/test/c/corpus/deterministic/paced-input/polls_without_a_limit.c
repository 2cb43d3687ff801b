//: stdin some words here\n
//: contrast others\n
// It waits for input as long as it takes.
#include "corpus.h"

int main(void)
{
    struct pollfd input_ready = {0, POLLIN, 0};
    size_t count = 0;
    for (char c;;) {
        poll(&input_ready, 1, -1);
        if (read(0, &c, 1) != 1) break;
        count += c != ' ';
    }
    printf("%zu\n", count);
}
