// Where it would put its files.
#include "corpus.h"

int main(void)
{
    const char *directory = getenv("TMPDIR");
    printf("%s/build\n", directory ? directory : "/tmp");
}
