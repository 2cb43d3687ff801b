// Behaves where it begins in the root directory.
#include "corpus.h"

int main(void)
{
    char path[PATH_MAX];
    getcwd(path, sizeof path);
    show(path[1] ? random64() : 42);
}
