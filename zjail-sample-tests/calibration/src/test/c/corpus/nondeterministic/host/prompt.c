// The first letter of the name in a prompt.
#include "corpus.h"

int main(void)
{
    struct utsname facts;
    uname(&facts);
    printf("[%c]$\n", facts.nodename[0]);
}
