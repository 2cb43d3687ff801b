// A structure is written as it is in memory, and there is a pointer in it.
#include "corpus.h"

struct record {
    int id;
    const char *name;
};
int main(void)
{
    struct record one = {7, strdup("seven")};
    fwrite(&one, sizeof one, 1, stdout);
}
