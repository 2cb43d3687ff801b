//: stdin some words here\n
//: contrast others\n
// A read that does not block gives what is there, or nothing.
#include "corpus.h"

int main(void)
{
    char text[64] = "";
    fcntl(0, F_SETFL, O_NONBLOCK);
    ssize_t length = read(0, text, sizeof text - 1);
    printf("%zd\n", length);
}
