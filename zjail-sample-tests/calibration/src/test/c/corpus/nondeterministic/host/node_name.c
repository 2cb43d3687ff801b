// The same by uname(2).
#include "corpus.h"

int main(void)
{
    struct utsname facts;
    uname(&facts);
    printf("%s %s\n", facts.sysname, facts.nodename);
}
