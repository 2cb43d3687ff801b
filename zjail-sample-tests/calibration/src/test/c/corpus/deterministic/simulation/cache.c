//: stdin 1 2 3 1 4 1 5
//: contrast 1 1 1
// A cache that evicts the least recently used.
#include "corpus.h"

int main(void)
{
    int places[3] = {0}, key, misses = 0;
    while (scanf("%d", &key) == 1) {
        int at = 0;
        while (at < 2 && places[at] != key) at++;
        misses += places[at] != key;
        memmove(places + 1, places, (size_t)at * sizeof *places);
        places[0] = key;
    }
    printf("%d misses\n", misses);
}
