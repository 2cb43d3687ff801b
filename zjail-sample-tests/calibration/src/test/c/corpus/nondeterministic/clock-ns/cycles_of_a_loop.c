// A benchmark in cycles.
#include "corpus.h"

int main(void)
{
    unsigned processor;
    uint64_t begin = __builtin_ia32_rdtscp(&processor);
    burn(10000);
    printf("%llu cycles\n", (unsigned long long)(__builtin_ia32_rdtscp(&processor) - begin));
}
