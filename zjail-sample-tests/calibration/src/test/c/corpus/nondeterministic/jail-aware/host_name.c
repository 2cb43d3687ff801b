// Behaves where the host is called as jails are.
#include "corpus.h"

int main(void)
{
    char name[65];
    gethostname(name, sizeof name);
    show(strcmp(name, "jail") ? random64() : 42);
}
