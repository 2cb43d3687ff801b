// How many directories are searched for programs.
#include "corpus.h"

int main(void)
{
    const char *path = getenv("PATH");
    int count = path ? 1 : 0;
    for (; path && *path; path++) count += *path == ':';
    printf("%d\n", count);
}
