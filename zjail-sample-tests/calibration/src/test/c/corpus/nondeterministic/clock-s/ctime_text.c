// The line of ctime(3).
#include "corpus.h"

int main(void)
{
    time_t now = time(NULL);
    fputs(ctime(&now), stdout);
}
