// The last part of the name of the user's shell.
#include "corpus.h"

int main(void)
{
    const char *shell = getenv("SHELL"), *slash = shell ? strrchr(shell, '/') : NULL;
    printf("spawning %s\n", slash ? slash + 1 : "sh");
}
