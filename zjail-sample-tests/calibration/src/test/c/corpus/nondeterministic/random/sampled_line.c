//: stdin ant\nbee\ncat\ndog\nelk\nfox\n
//: contrast gnu\nhen\n
// Reservoir sampling of one line.
#include "corpus.h"

int main(void)
{
    char line[128], kept[128] = "";
    for (uint64_t seen = 1; fgets(line, sizeof line, stdin); seen++) {
        if (random64() % seen == 0) strcpy(kept, line);
    }
    fputs(kept, stdout);
}
