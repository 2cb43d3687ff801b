// A multiplication table.
#include "corpus.h"

int main(void)
{
    for (int i = 1; i <= 150; i++) {
        for (int j = 1; j <= 150; j++) printf("%d%c", i * j, j == 150 ? '\n' : '\t');
    }
}
