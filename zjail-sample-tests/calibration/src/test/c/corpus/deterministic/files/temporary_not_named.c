//: tmpfs /tmp:1MiB
// A temporary file whose name is nobody's business.
#include "corpus.h"

int main(void)
{
    FILE *file = tmpfile();
    fprintf(file, "%d\n", 99);
    rewind(file);
    for (int c; (c = getc(file)) != EOF;) putchar(c);
}
