//: file src/test/c/corpus/nondeterministic/time-zone -> /data
// A walk through a tree.
#include "corpus.h"

static int visit(const char *path, const struct stat *facts, int kind, struct FTW *place)
{
    (void)facts, (void)kind, (void)place;
    puts(path);
    return 0;
}
int main(void) { nftw("/data", visit, 8, FTW_PHYS); }
