// A byte at a time.
#include "corpus.h"

int main(void)
{
    for (int i = 0; i < 3000; i++) write(1, &"0123456789"[i % 10], 1);
}
