//: file src/test/c/corpus/nondeterministic/time-zone -> /data
// The position that the file system gives to an entry.
#include "corpus.h"

int main(void)
{
    DIR *directory = opendir("/data");
    readdir(directory);
    printf("%ld\n", telldir(directory));
}
