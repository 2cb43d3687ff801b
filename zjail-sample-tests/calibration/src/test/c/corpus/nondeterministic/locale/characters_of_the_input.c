//: file /usr/lib/locale/C.utf8 -> /usr/lib/locale/C.utf8
//: stdin na\xc3\xafve \xe2\x82\xac\n
//: contrast plain\n
// Counts characters, not bytes, as wc -m does.
#include "corpus.h"

int main(void)
{
    setlocale(LC_ALL, "");
    char *text = input(NULL);
    printf("%zd\n", (ssize_t)mbstowcs(NULL, text, 0));
}
