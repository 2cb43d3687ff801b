// A line of fixed width that was not filled up.
#include "corpus.h"

int main(void)
{
    char *line = HIDDEN(malloc(80));
    int length = snprintf(line, 80, "%s: %d", "total", 12);
    line[length] = ' ';
    fwrite(HIDDEN(line), 1, 80, stdout);
}
