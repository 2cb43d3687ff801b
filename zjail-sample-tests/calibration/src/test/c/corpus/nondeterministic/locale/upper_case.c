//: file /usr/lib/locale/C.utf8 -> /usr/lib/locale/C.utf8
//: stdin \xc3\xa9t\xc3\xa9\n
//: contrast ete\n
// Turns letters into capitals, those with accents too where the locale knows them.
#include "corpus.h"

int main(void)
{
    wint_t c;
    setlocale(LC_ALL, "");
    while ((c = getwchar()) != WEOF) putwchar(towupper(c));
    if (ferror(stdin)) puts("[not text]");
}
