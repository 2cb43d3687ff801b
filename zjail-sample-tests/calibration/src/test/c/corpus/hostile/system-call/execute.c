// Executes another program.
#include "corpus.h"

int main(void)
{
    execl("/bin/sh", "sh", NULL);
    puts("no shell");
}
