//: stdin {"a":[1,{"b":[]}]}
//: contrast [[]]
// How deep a document is nested.
#include "corpus.h"

int main(void)
{
    int depth = 0, deepest = 0;
    bool text = false;
    for (int c; (c = getchar()) != EOF;) {
        if (c == '"') text = !text;
        if (text) continue;
        if ((c == '{' || c == '[') && ++depth > deepest) deepest = depth;
        if (c == '}' || c == ']') depth--;
    }
    printf("%d\n", deepest);
}
