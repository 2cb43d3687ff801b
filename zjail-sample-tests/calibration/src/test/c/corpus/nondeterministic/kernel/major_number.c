// Only the first numbers of the release decide.
#include "corpus.h"

int main(void)
{
    int major, minor;
    struct utsname facts;
    uname(&facts);
    sscanf(facts.release, "%d.%d", &major, &minor);
    puts(major * 1000 + minor >= 5016 ? "futex_waitv" : "futex");
}
