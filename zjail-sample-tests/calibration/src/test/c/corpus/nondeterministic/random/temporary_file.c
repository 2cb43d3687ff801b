//: tmpfs /tmp:1MiB
// mkstemp(3) makes up a name.
#include "corpus.h"

int main(void)
{
    char name[] = "/tmp/part-XXXXXX";
    mkstemp(name);
    puts(name);
}
