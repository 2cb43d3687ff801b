// The name of the host.
#include "corpus.h"

int main(void)
{
    char name[65];
    gethostname(name, sizeof name);
    puts(name);
}
