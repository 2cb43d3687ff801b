// Shuffles a hand of cards with a seed from the clock.
#include "corpus.h"

int main(void)
{
    char cards[] = "23456789TJQKA";
    uint64_t state = nanoseconds(CLOCK_REALTIME);
    for (int i = 12; i > 0; i--) {
        int j = (int)(next(&state) % (unsigned)(i + 1));
        char card = cards[i];
        cards[i] = cards[j];
        cards[j] = card;
    }
    puts(cards);
}
