// A heap in an array.
#include "corpus.h"

int main(void)
{
    int heap[64], size = 0;
    for (int i = 0; i < 50; i++) {
        int place = size++;
        heap[place] = i * 37 % 50;
        for (; place && heap[(place - 1) / 2] > heap[place]; place = (place - 1) / 2) {
            int kept = heap[place];
            heap[place] = heap[(place - 1) / 2];
            heap[(place - 1) / 2] = kept;
        }
    }
    for (; size; ) {
        printf("%d ", heap[0]);
        heap[0] = heap[--size];
        for (int place = 0, child; (child = 2 * place + 1) < size; place = child) {
            if (child + 1 < size && heap[child + 1] < heap[child]) child++;
            if (heap[place] <= heap[child]) break;
            int kept = heap[place];
            heap[place] = heap[child];
            heap[child] = kept;
        }
    }
    putchar('\n');
}
