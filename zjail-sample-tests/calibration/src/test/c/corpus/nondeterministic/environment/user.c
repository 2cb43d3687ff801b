// Greets who runs it.
#include "corpus.h"

int main(void)
{
    const char *user = getenv("USER");
    printf("hello %s\n", user ? user : "stranger");
}
