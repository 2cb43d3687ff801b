//: allow ioctl
//: stdin some words here\n
//: contrast others\n
// It asks how many bytes wait in the pipe.
#include "corpus.h"

int main(void)
{
    int bytes = 0;
    ioctl(0, FIONREAD, &bytes);
    printf("%d\n", bytes);
}
