//: stdin ++++++++[>++++++++<-]>+.+.+.
//: contrast +++[>+++++++++++<-]>.
// An interpreter of a small language.
#include "corpus.h"

int main(void)
{
    static unsigned char cells[3000];
    char *program = input(NULL);
    int cell = 0;
    for (char *at = program; *at; at++) {
        if (*at == '+') cells[cell]++;
        if (*at == '-') cells[cell]--;
        if (*at == '>') cell = (cell + 1) % 3000;
        if (*at == '<') cell = (cell + 2999) % 3000;
        if (*at == '.') putchar(cells[cell]);
        int direction = *at == '[' && !cells[cell] ? 1 : *at == ']' && cells[cell] ? -1 : 0;
        for (int depth = direction; depth;) {
            at += direction;
            depth += *at == '[' ? 1 : *at == ']' ? -1 : 0;
        }
    }
    putchar('\n');
}
