// The order in which it works is drawn, and the result is sorted.
#include "corpus.h"

static int compare(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }
int main(void)
{
    int numbers[100];
    for (int i = 0; i < 100; i++) numbers[i] = i * 7 % 101;
    for (int i = 99; i > 0; i--) {
        int j = (int)(random64() % (unsigned)(i + 1)), kept = numbers[i];
        numbers[i] = numbers[j];
        numbers[j] = kept;
    }
    qsort(numbers, 100, sizeof numbers[0], compare);
    for (int i = 0; i < 100; i += 9) printf("%d\n", numbers[i]);
}
