// strncpy leaves no NUL, so that what lies behind is printed too.
#include "corpus.h"

int main(void)
{
    char *text = HIDDEN(malloc(64));
    strncpy(text, "hello", 5);
    text[63] = 0;
    printf("%s.\n", HIDDEN(text));
}
