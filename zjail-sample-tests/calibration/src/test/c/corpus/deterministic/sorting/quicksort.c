//: stdin 5 2 9 1
//: contrast 8 3
// qsort of numbers without ties.
#include "corpus.h"

static int compare(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }
int main(void)
{
    int values[100], count = 0;
    while (count < 100 && scanf("%d", &values[count]) == 1) count++;
    qsort(values, (size_t)count, sizeof *values, compare);
    for (int i = 0; i < count; i++) printf("%d\n", values[i]);
}
