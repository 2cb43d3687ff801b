// A password with a random salt.
#include "corpus.h"

int main(void)
{
    uint64_t salt = random64(), hash = salt;
    for (const char *c = "correct horse"; *c; c++) hash = mix(hash ^ (uint64_t)*c);
    printf("$9$%08x$%016llx\n", (unsigned)salt, (unsigned long long)hash);
}
