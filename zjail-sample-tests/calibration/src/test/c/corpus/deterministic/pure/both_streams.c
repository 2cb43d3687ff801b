// Standard output and standard error are each always the same.
#include "corpus.h"

int main(void)
{
    puts("result");
    fputs("warning\n", stderr);
}
