//: file src/test/c/corpus/corpus.h -> /data/header
// How many lines a declared file has.
#include "corpus.h"

int main(void)
{
    FILE *file = fopen("/data/header", "r");
    int lines = 0;
    for (int c; (c = getc(file)) != EOF;) lines += c == '\n';
    puts(lines > 50 ? "many lines" : "few lines");
}
