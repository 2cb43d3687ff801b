// Branches on a field that nobody set.
#include "corpus.h"

struct options {
    char name[32];
    unsigned verbose;
};
int main(void)
{
    struct options *options = HIDDEN(malloc(sizeof *options));
    strcpy(options->name, "run");
    puts(HIDDEN(options)->verbose ? "verbose" : "quiet");
}
