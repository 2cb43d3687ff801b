// Wants memory that is writable and executable.
#include "corpus.h"

int main(void)
{
    mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    puts("mapped");
}
