//: stdin {[()]()}
//: contrast {[(])}
// Checks whether brackets match.
#include "corpus.h"

int main(void)
{
    char stack[256];
    int depth = 0;
    bool good = true;
    for (int c; good && (c = getchar()) != EOF;) {
        if (strchr("([{", c)) stack[depth++ & 255] = c == '(' ? ')' : c == '[' ? ']' : '}';
        else if (strchr(")]}", c)) good = depth && stack[--depth & 255] == c;
    }
    puts(good && !depth ? "balanced" : "not balanced");
}
