// A project is called as its directory is.
#include "corpus.h"

int main(void)
{
    char path[PATH_MAX];
    getcwd(path, sizeof path);
    printf("project '%s'\n", basename(path));
}
