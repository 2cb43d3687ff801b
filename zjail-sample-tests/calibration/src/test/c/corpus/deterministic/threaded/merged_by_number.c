//: policy threads
//: stdin 9 3 7 1 8 2 6 4
//: contrast 2 1
// Halves are sorted by threads and merged when both are done.
#include "corpus.h"

static long values[64];
static int count;
static int compare(const void *a, const void *b) { return (int)(*(const long *)a - *(const long *)b); }
static void *work(void *half)
{
    int middle = count / 2;
    if (half) qsort(values + middle, (size_t)(count - middle), sizeof *values, compare);
    else qsort(values, (size_t)middle, sizeof *values, compare);
    return NULL;
}
int main(void)
{
    while (count < 64 && scanf("%ld", &values[count]) == 1) count++;
    in_threads(2, work);
    for (int i = 0, j = count / 2; i < count / 2 || j < count;) {
        bool left = j == count || (i < count / 2 && values[i] <= values[j]);
        printf("%ld ", values[left ? i++ : j++]);
    }
    putchar('\n');
}
