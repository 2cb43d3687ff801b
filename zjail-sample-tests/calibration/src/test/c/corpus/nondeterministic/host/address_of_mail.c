// The sender of a message.
#include "corpus.h"

int main(void)
{
    struct utsname facts;
    uname(&facts);
    printf("From: root@%s\n", facts.nodename);
}
