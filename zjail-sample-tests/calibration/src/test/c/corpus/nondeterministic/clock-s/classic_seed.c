// The seed of a thousand textbooks.
#include "corpus.h"

int main(void)
{
    srand((unsigned)time(NULL));
    printf("%d %d %d\n", rand() % 6 + 1, rand() % 6 + 1, rand() % 6 + 1);
}
