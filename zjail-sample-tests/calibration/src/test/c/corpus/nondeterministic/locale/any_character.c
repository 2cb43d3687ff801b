//: file /usr/lib/locale/C.utf8 -> /usr/lib/locale/C.utf8
// A regular expression whose dot is a character or a byte.
#include "corpus.h"

int main(void)
{
    regex_t expression;
    setlocale(LC_ALL, "");
    regcomp(&expression, "^.$", REG_NOSUB);
    puts(regexec(&expression, "\xc3\xbc", 0, NULL, 0) ? "no match" : "match");
}
