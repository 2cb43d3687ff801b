//: stdin some words here\n
//: contrast others\n
// The alarm is seconds away, and is called off in time.
#include "corpus.h"

int main(void)
{
    alarm(8);
    size_t length;
    char *text = input(&length);
    uint64_t sum = length;
    for (size_t i = 0; i < length; i++) sum = mix(sum + (unsigned char)text[i]);
    alarm(0);
    show(sum);
}
