//: stdin b=2\na=1\n# comment\n
//: contrast c=3\n
// A configuration file.
#include "corpus.h"

int main(void)
{
    char line[128];
    while (fgets(line, sizeof line, stdin)) {
        char key[64], value[64];
        if (*line != '#' && sscanf(line, "%63[^=]=%63[^\n]", key, value) == 2) printf("%s -> %s\n", key, value);
    }
}
