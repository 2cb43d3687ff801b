// A buffer that doubles.
#include "corpus.h"

int main(void)
{
    size_t size = 1, used = 0;
    char *text = malloc(size);
    for (int i = 0; i < 5000; i++) {
        if (used + 1 > size) text = realloc(text, size *= 2);
        text[used++] = (char)('a' + i % 26);
    }
    fwrite(text, 1, used, stdout);
}
