//: stdin one\ntwo\nthree\nfour\nfive\nsix\nseven\n
//: contrast a\nb\n
// What shuf(1) does.
#include "corpus.h"

int main(void)
{
    char *lines[64], *rest = input(NULL);
    size_t count = 0;
    for (char *line; (line = strsep(&rest, "\n")) && *line && count < 64;) lines[count++] = line;
    while (count) {
        size_t chosen = random64() % count;
        puts(lines[chosen]);
        lines[chosen] = lines[--count];
    }
}
