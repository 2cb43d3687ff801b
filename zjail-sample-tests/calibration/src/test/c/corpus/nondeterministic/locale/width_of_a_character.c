//: file /usr/lib/locale/C.utf8 -> /usr/lib/locale/C.utf8
// How many columns a character takes.
#include "corpus.h"

int main(void)
{
    setlocale(LC_ALL, "");
    printf("%d\n", wcwidth(0x4e2d));
}
