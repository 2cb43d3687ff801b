// How long until the next full hour.
#include "corpus.h"

int main(void)
{
    long left = 3600 - time(NULL) % 3600;
    printf("%ld:%02ld left\n", left / 60, left % 60);
}
