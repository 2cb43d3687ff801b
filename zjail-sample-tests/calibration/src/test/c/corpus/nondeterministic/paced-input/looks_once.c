//: stdin some words here\n
//: contrast others\n
// It looks whether there is input, and does not wait.
#include "corpus.h"

int main(void)
{
    struct pollfd input_ready = {0, POLLIN, 0};
    puts(poll(&input_ready, 1, 0) == 1 ? "interactive" : "batch");
}
