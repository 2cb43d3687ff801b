// The directory the shell thinks it is in.
#include "corpus.h"

int main(void)
{
    const char *directory = getenv("PWD");
    puts(directory ? directory : "?");
}
