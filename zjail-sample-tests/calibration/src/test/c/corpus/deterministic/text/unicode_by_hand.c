//: stdin na\xc3\xafve
//: contrast plainly
// Decodes UTF-8 itself, whatever the locale is.
#include "corpus.h"

int main(void)
{
    int characters = 0;
    for (int c; (c = getchar()) != EOF;) characters += (c & 0xc0) != 0x80;
    printf("%d characters\n", characters);
}
