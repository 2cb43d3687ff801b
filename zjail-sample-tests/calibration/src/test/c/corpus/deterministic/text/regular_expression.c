//: stdin tel 030-1234 or 040-99\n
//: contrast none\n
// Finds what looks like a number.
#include "corpus.h"

int main(void)
{
    regex_t expression;
    regmatch_t match;
    char *text = input(NULL);
    regcomp(&expression, "[0-9]+-[0-9]+", REG_EXTENDED);
    for (; !regexec(&expression, text, 1, &match, 0); text += match.rm_eo) {
        printf("%.*s\n", (int)(match.rm_eo - match.rm_so), text + match.rm_so);
    }
    puts("end");
}
