// Prints where it is.
#include "corpus.h"

int main(void)
{
    char path[PATH_MAX];
    puts(getcwd(path, sizeof path) ? path : "?");
}
