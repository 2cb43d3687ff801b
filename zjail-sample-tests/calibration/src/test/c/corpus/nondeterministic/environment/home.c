// Expands ~.
#include "corpus.h"

int main(void)
{
    const char *home = getenv("HOME");
    printf("%s/.config\n", home ? home : "");
}
