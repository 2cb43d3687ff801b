// Takes turns by the second.
#include "corpus.h"

int main(void)
{
    const char *servers[] = {"alpha", "beta", "gamma"};
    puts(servers[time(NULL) % 3]);
}
