// Mappings in a table whose hash is their page number.
#include "corpus.h"

int main(void)
{
    char *pages[6];
    for (int i = 0; i < 6; i++) {
        pages[i] = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        *pages[i] = (char)('0' + i);
    }
    for (unsigned rest = 0; rest < 5; rest++) {
        for (int i = 0; i < 6; i++) {
            if ((uintptr_t)pages[i] / 4096 % 5 == rest) putchar(*pages[i]);
        }
    }
    putchar('\n');
}
