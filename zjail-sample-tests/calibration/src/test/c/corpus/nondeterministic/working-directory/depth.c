// How deep it is, as the status.
//: exit 0 1 2 3 4
#include "corpus.h"

int main(void)
{
    char path[PATH_MAX];
    int depth = 0;
    getcwd(path, sizeof path);
    for (char *c = path; c[0] && c[1]; c++) depth += *c == '/';
    return depth;
}
