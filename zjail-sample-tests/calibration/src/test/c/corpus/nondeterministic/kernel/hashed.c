// The release is part of a key.
#include "corpus.h"

int main(void)
{
    uint64_t hash = 0;
    struct utsname facts;
    uname(&facts);
    for (char *at = facts.release; *at; at++) hash = mix(hash + (unsigned char)*at);
    show(hash);
}
