// How many entries the directory has.
#include "corpus.h"

int main(void)
{
    DIR *here = opendir(".");
    int count = 0;
    while (readdir(here)) count++;
    printf("%d\n", count);
}
