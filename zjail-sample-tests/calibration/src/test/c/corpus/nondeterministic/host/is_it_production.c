//: exit 0 1
// Behaves differently on hosts whose name contains a word.
#include "corpus.h"

int main(void)
{
    char name[65];
    gethostname(name, sizeof name);
    return strstr(name, "jail") == NULL;
}
