//: stdin raw\x00bytes\xff\n
//: contrast others\n
// Copies without looking.
#include "corpus.h"

int main(void)
{
    size_t length;
    char *bytes = input(&length);
    write(1, bytes, length);
}
