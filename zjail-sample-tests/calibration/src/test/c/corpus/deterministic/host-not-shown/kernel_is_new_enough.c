// It wants a release that all have on which it can be run.
#include "corpus.h"

int main(void)
{
    struct utsname facts;
    uname(&facts);
    puts(atoi(facts.release) >= 3 ? "fine" : "too old");
}
