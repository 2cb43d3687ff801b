// Warns when the locale cannot be set, as many programs do.
#include "corpus.h"

int main(void)
{
    if (!setlocale(LC_ALL, "")) fputs("warning: setting locale failed\n", stderr);
    puts("work");
}
