// The error for a file that is not there.
#include "corpus.h"

int main(void)
{
    if (open("/no/such/file", O_RDONLY) < 0) perror("/no/such/file");
}
