// A hash over all bytes of a structure, padding and unused fields included.
#include "corpus.h"

struct key {
    short kind;
    int id;
    char name[10];
};
int main(void)
{
    struct key *key = HIDDEN(malloc(sizeof *key));
    uint64_t hash = 0;
    key->kind = 1;
    key->id = 2;
    strcpy(key->name, "abc");
    for (size_t i = 0; i < sizeof *key; i++) hash = mix(hash ^ ((unsigned char *)HIDDEN(key))[i]);
    printf("%x\n", (unsigned)hash);
}
