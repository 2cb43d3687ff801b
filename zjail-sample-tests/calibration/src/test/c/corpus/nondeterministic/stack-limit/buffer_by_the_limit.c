// A buffer on the stack that is as large as is allowed; its checksum is the output.
#include "corpus.h"

int main(void)
{
    struct rlimit limit;
    getrlimit(RLIMIT_STACK, &limit);
    size_t size = limit.rlim_cur / 4;
    unsigned char *buffer = HIDDEN(alloca(size)), sum = 0;
    for (size_t i = 0; i < size; i += 4096) buffer[i] = (unsigned char)(i >> 12);
    for (size_t i = 0; i < size; i += 4096) sum = (unsigned char)(sum * 7 + buffer[i]);
    printf("%zu bytes, sum %d\n", size, sum);
}
