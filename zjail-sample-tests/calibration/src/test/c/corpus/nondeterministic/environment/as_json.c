//: env KEY=value
// The environment as an object.
#include "corpus.h"

int main(void)
{
    putchar('{');
    for (char **entry = environ; *entry; entry++) {
        int name = (int)strcspn(*entry, "=");
        printf("%s\"%.*s\":%zu", entry == environ ? "" : ",", name, *entry, strlen(*entry + name + 1));
    }
    puts("}");
}
