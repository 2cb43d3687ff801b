// As many descriptors as it may have.
#include "corpus.h"

int main(void)
{
    int count = 0;
    while (dup(0) >= 0) count++;
    puts(errno == EMFILE && count > 5 ? "all in use" : "?");
}
