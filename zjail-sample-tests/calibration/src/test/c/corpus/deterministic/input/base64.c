//: stdin light work.
//: contrast light work
// An encoding.
#include "corpus.h"

int main(void)
{
    const char *digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    size_t length;
    unsigned char *bytes = (unsigned char *)input(&length);
    for (size_t i = 0; i < length; i += 3) {
        unsigned group = bytes[i] << 16 | (i + 1 < length ? bytes[i + 1] << 8 : 0) | (i + 2 < length ? bytes[i + 2] : 0);
        for (int j = 0; j < 4; j++) putchar(i + (size_t)j <= length ? digits[group >> (18 - 6 * j) & 63] : '=');
    }
    putchar('\n');
}
