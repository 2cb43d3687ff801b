//: link dynamic
// Every object that is loaded, with its base.
#include "corpus.h"

static int one(struct dl_phdr_info *info, size_t size, void *sum)
{
    (void)size;
    *(uint64_t *)sum += info->dlpi_addr;
    return 0;
}
int main(void)
{
    uint64_t sum = 0;
    dl_iterate_phdr(one, &sum);
    show(sum);
}
