//: stdin some words here\n
//: contrast others\n
// The limit of its wait is far longer than what it waits for.
#include "corpus.h"

int main(void)
{
    struct pollfd input_ready = {0, POLLIN, 0};
    if (poll(&input_ready, 1, 9000) != 1) return 1;
    size_t length;
    char *text = input(&length);
    fwrite(text, 1, length, stdout);
}
