//: exit 3 4
// The end of the release decides on the exit status.
#include "corpus.h"

int main(void)
{
    struct utsname facts;
    uname(&facts);
    return strchr(facts.release, '-') ? 3 : 4;
}
