// An absolute path of a relative one.
#include "corpus.h"

int main(void)
{
    char path[PATH_MAX];
    puts(realpath(".", path) ? path : "?");
}
