// The order is always right; the number of comparisons depends on random pivots.
#include "corpus.h"

static int comparisons;
static void sort(int *values, int count)
{
    if (count < 2) return;
    uint64_t chosen = random64() % (unsigned)count;
    int pivot = values[chosen], low = 0;
    values[chosen] = values[count - 1];
    for (int i = 0; i < count - 1; i++) {
        comparisons++;
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
    int values[60];
    for (int i = 0; i < 60; i++) values[i] = i * 37 % 60;
    sort(values, 60);
    printf("sorted %d..%d after %d comparisons\n", values[0], values[59], comparisons);
}
