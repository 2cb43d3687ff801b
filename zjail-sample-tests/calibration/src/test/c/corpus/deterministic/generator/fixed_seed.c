// rand(3) with a seed that is a constant.
#include "corpus.h"

int main(void)
{
    srand(12345);
    for (int i = 0; i < 10; i++) printf("%d\n", rand());
}
