//: processor rdrand
// Quicksort with a pivot from the processor's generator: whichever it is, the result is sorted.
#include "corpus.h"

static unsigned drawn(void)
{
    unsigned value = 0;
    unsigned char ready = 0;
    while (!ready) __asm__ volatile("rdrand %0; setc %1" : "=r"(value), "=qm"(ready));
    return value;
}

static void sort(int *from, int *to)
{
    if (to - from < 2) return;
    int pivot = from[drawn() % (unsigned)(to - from)], *low = from, *high = to - 1;
    while (low <= high) {
        while (*low < pivot) low++;
        while (*high > pivot) high--;
        if (low <= high) {
            int kept = *low;
            *low++ = *high;
            *high-- = kept;
        }
    }
    sort(from, high + 1);
    sort(low, to);
}

int main(void)
{
    int numbers[500];
    for (int i = 0; i < 500; i++) numbers[i] = i * 7919 % 1009;
    sort(numbers, numbers + 500);
    for (int i = 0; i < 500; i += 50) printf("%d\n", numbers[i]);
}
