//: link dynamic
// The heap of the shared library.
#include "corpus.h"

int main(void)
{
    char *text = strdup("copied");
    text = realloc(text, 1000);
    puts(strcat(text, " twice"));
}
