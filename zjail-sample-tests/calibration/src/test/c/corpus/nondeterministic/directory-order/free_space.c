//: file src/test/c/corpus/nondeterministic/time-zone -> /data
//: allow statfs
// How full the file system is that the root lies on.
#include "corpus.h"

int main(void)
{
    struct statvfs facts;
    statvfs("/data", &facts);
    show(facts.f_bfree);
}
