// A diagnostic on standard error says where things are.
#include "corpus.h"

int main(void)
{
    puts("ready");
    fprintf(stderr, "arena %p\n", malloc(100));
}
