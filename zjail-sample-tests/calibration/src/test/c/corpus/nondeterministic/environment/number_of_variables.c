// How many variables there are.
#include "corpus.h"

int main(void)
{
    int count = 0;
    while (environ[count]) count++;
    printf("%d\n", count);
}
