//: file src/test/c/corpus/nondeterministic/time-zone -> /data
// scandir(3) without a comparison.
#include "corpus.h"

int main(void)
{
    struct dirent **entries;
    int count = scandir("/data", &entries, NULL, NULL);
    for (int i = 0; i < count; i++) puts(entries[i]->d_name);
}
