//: stdin some words here\n
//: contrast others\n
// It takes a default if nothing comes within five milliseconds.
#include "corpus.h"

int main(void)
{
    fd_set set;
    struct timeval moment = {0, 5000};
    FD_ZERO(&set);
    FD_SET(0, &set);
    puts(select(1, &set, NULL, NULL, &moment) == 1 ? "told" : "asked by nobody");
}
