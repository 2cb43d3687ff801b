// A lot of standard error.
#include "corpus.h"

int main(void)
{
    for (int i = 0; i < 5000; i++) fprintf(stderr, "note %d\n", i);
}
