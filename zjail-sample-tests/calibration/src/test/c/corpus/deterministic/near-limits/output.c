// One kilobyte below the limit of a mebibyte.
#include "corpus.h"

int main(void)
{
    for (int i = 0; i < 1023; i++) {
        char line[1024];
        memset(line, 'a' + i % 26, sizeof line);
        write(1, line, sizeof line);
    }
}
