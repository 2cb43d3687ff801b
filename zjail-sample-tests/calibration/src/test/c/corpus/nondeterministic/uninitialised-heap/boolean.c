// A truth value that is neither.
#include "corpus.h"

struct settings {
    long size;
    unsigned char enabled, spare[7];
};
int main(void)
{
    struct settings *settings = HIDDEN(malloc(sizeof *settings));
    settings->size = 1;
    puts(HIDDEN(settings)->enabled == 0 ? "off" : HIDDEN(settings)->enabled == 1 ? "on" : "undefined");
}
