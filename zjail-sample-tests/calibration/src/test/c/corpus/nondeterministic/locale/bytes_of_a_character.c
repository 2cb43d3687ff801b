//: file /usr/lib/locale/C.utf8 -> /usr/lib/locale/C.utf8
// How long a character can be.
#include "corpus.h"

int main(void)
{
    setlocale(LC_ALL, "");
    show(MB_CUR_MAX);
}
