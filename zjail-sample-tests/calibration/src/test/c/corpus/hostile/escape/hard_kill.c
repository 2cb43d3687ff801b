// Kills everything it can reach.
#include "corpus.h"

int main(void)
{
    kill(-1, SIGKILL);
    puts("alone");
}
