// Its length.
#include "corpus.h"

int main(void)
{
    struct utsname facts;
    syscall(SYS_uname, &facts);
    show(strlen(facts.nodename));
}
