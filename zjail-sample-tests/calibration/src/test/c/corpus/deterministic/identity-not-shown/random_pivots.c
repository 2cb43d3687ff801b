// Quicksort with random pivots sorts the same whatever they are.
#include "corpus.h"

static void sort(int *values, int count)
{
    if (count < 2) return;
    uint64_t chosen = random64() % (unsigned)count;
    int pivot = values[chosen], low = 0;
    values[chosen] = values[count - 1];
    for (int i = 0; i < count - 1; i++) {
        if (values[i] < pivot) {
            int other = values[low];
            values[low++] = values[i];
            values[i] = other;
        }
    }
    values[count - 1] = values[low];
    values[low] = pivot;
    sort(values, low);
    sort(values + low + 1, count - low - 1);
}
int main(void)
{
    int values[40];
    for (int i = 0; i < 40; i++) values[i] = i * 17 % 40;
    sort(values, 40);
    for (int i = 0; i < 40; i++) printf("%d ", values[i]);
    putchar('\n');
}
