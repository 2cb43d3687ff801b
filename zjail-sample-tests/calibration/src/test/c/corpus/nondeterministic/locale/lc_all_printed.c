// Prints the variable itself.
#include "corpus.h"

int main(void)
{
    const char *locale = getenv("LC_ALL");
    printf("locale: %s\n", locale ? locale : "POSIX");
}
