//: stdin Uryyb\n
//: contrast Jbeyq\n
// A cipher.
#include "corpus.h"

int main(void)
{
    for (int c; (c = getchar()) != EOF;) {
        if (isalpha(c)) c = (tolower(c) - 'a' + 13) % 26 + (isupper(c) ? 'A' : 'a');
        putchar(c);
    }
}
