//: stdin 3 4 + 2 *
//: contrast 10 2 -
// A stack machine.
#include "corpus.h"

int main(void)
{
    long stack[64];
    int depth = 0;
    for (char word[32]; depth < 60 && scanf("%31s", word) == 1;) {
        if (isdigit((unsigned char)*word)) {
            stack[depth++] = atol(word);
        } else if (depth > 1) {
            long b = stack[--depth], a = stack[--depth];
            stack[depth++] = *word == '+' ? a + b : *word == '-' ? a - b : a * b;
        }
    }
    printf("%ld\n", depth ? stack[depth - 1] : 0);
}
