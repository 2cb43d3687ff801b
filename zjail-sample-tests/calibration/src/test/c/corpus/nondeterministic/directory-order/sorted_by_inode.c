//: file src/test/c/corpus/nondeterministic/time-zone -> /data
// Sorted, but by the inode number.
#include "corpus.h"

static int compare(const struct dirent **a, const struct dirent **b)
{
    return ((*a)->d_ino > (*b)->d_ino) - ((*a)->d_ino < (*b)->d_ino);
}
int main(void)
{
    struct dirent **entries;
    int count = scandir("/data", &entries, NULL, compare);
    for (int i = 0; i < count; i++) puts(entries[i]->d_name);
}
