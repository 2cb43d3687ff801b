// So many numbers that glibc asks how much memory the machine has before it sorts.
#include "corpus.h"

static int compare(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }
int main(void)
{
    static int values[5000];
    uint64_t state = 8;
    for (int i = 0; i < 5000; i++) values[i] = (int)(next(&state) % 1000000);
    qsort(values, 5000, sizeof *values, compare);
    printf("%d %d %d\n", values[0], values[2500], values[4999]);
}
