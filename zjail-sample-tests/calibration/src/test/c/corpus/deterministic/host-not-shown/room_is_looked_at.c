//: tmpfs /tmp:1MiB
//: allow statfs
// It asks whether there is room for a few bytes, and there is.
#include "corpus.h"

int main(void)
{
    struct statvfs facts;
    statvfs("/tmp", &facts);
    puts(facts.f_bavail * facts.f_bsize > 4096 ? "room" : "none");
}
