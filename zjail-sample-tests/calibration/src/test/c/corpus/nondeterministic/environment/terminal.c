// The kind of the terminal.
#include "corpus.h"

int main(void)
{
    const char *terminal = getenv("TERM");
    puts(terminal && strcmp(terminal, "dumb") ? "fancy" : "plain");
}
