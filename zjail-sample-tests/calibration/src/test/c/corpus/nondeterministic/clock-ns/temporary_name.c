//: tmpfs /tmp:1MiB
// tmpnam(3) makes up a name from the time.
#include "corpus.h"

int main(void)
{
    char name[L_tmpnam];
    puts(tmpnam(name) ? name : "?");
}
