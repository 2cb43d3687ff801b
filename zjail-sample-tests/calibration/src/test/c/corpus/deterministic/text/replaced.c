//: stdin one fish two fish\n
//: contrast red fish\n
// Replaces a word.
#include "corpus.h"

int main(void)
{
    char *text = input(NULL);
    for (char *found; (found = strstr(text, "fish")); text = found + 4) printf("%.*sbird", (int)(found - text), text);
    fputs(text, stdout);
}
