// Local variables, ordered by where they are modulo a prime.
#include "corpus.h"

int main(void)
{
    char a = 'a', b = 'b', c = 'c', d[100] = "d", *all[] = {&a, &b, &c, d};
    for (unsigned rest = 0; rest < 13; rest++) {
        for (int i = 0; i < 4; i++) {
            if ((uintptr_t)HIDDEN(all[i]) % 13 == rest) putchar(*all[i]);
        }
    }
    putchar('\n');
}
