//: file src/test/c/corpus/nondeterministic/time-zone -> /data
// glob(3) that was told not to sort.
#include "corpus.h"

int main(void)
{
    glob_t found = {0};
    glob("/data/*", GLOB_NOSORT, NULL, &found);
    for (size_t i = 0; i < found.gl_pathc; i++) puts(found.gl_pathv[i]);
}
