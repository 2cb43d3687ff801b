//: tmpfs /tmp:1MiB
// Writes the time where nobody looks.
#include "corpus.h"

int main(void)
{
    FILE *file = fopen("/tmp/log", "w");
    fprintf(file, "%ld\n", (long)time(NULL));
    puts("logged");
}
