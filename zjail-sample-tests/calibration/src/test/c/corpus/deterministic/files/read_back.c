//: tmpfs /tmp:1MiB
// Writes a file and reads it again.
#include "corpus.h"

int main(void)
{
    char text[32];
    FILE *file = fopen("/tmp/notes", "w+");
    fputs("remember\n", file);
    rewind(file);
    fputs(fgets(text, sizeof text, file), stdout);
}
