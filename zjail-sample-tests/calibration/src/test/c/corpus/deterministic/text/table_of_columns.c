//: stdin a,bb,ccc\ndddd,e,f\n
//: contrast x,y\n
// Aligns columns.
#include "corpus.h"

int main(void)
{
    char *rest = input(NULL), *line;
    while ((line = strsep(&rest, "\n")) && *line) {
        char *cell;
        while ((cell = strsep(&line, ","))) printf("|%-6s", cell);
        puts("|");
    }
}
