// The release is printed.
#include "corpus.h"

int main(void)
{
    struct utsname facts;
    uname(&facts);
    puts(facts.release);
}
