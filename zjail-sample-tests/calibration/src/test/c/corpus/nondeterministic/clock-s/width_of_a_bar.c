// A progress bar as long as the second is.
#include "corpus.h"

int main(void)
{
    for (long left = time(NULL) % 60; left > 0; left--) putchar('#');
    putchar('\n');
}
