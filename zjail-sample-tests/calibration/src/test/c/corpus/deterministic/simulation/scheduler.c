// Round robin of coroutines that are only numbers.
#include "corpus.h"

int main(void)
{
    int left[] = {5, 2, 7};
    for (int running = 1; running;) {
        running = 0;
        for (int i = 0; i < 3; i++) {
            if (left[i]) left[i]--, running = 1, printf("%c", 'A' + i);
        }
    }
    putchar('\n');
}
