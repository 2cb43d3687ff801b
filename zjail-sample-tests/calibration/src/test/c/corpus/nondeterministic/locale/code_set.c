//: file /usr/lib/locale/C.utf8 -> /usr/lib/locale/C.utf8
// The character set of the locale, which is there as a declared file.
#include "corpus.h"

int main(void)
{
    setlocale(LC_ALL, "");
    puts(nl_langinfo(CODESET));
}
